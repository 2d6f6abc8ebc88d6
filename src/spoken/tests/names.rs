use super::check_in;

#[test]
fn telephones_are_digits() {
    check_in(
        "en-US",
        &[
            (
                "(555) 123-4567",
                "five five five, one two three, four five six seven",
                "brackets",
            ),
            (
                "555-123-4567",
                "five five five, one two three, four five six seven",
                "hyphens",
            ),
            (
                "555.123.4567",
                "five five five, one two three, four five six seven",
                "points",
            ),
            (
                "555 123 4567",
                "five five five, one two three, four five six seven",
                "spaces",
            ),
            ("555-1234", "five five five, one two three four", "short"),
            (
                "500-1000 people",
                "five hundred to one thousand people",
                "no telephone",
            ),
            (
                "+1 555 123 4567",
                "one, five five five, one two three, four five six seven",
                "a country",
            ),
            (
                "+1 (555) 123-4567",
                "one, five five five, one two three, four five six seven",
                "both",
            ),
            (
                "+44 20 7946 0958",
                "plus four four, two zero, seven nine four six, zero nine five eight",
                "Britain",
            ),
            (
                "+33 1 23 45 67 89",
                "plus three three, one, two three, four five, six seven, eight nine",
                "France",
            ),
            (
                "020 7946 0958",
                "zero two zero, seven nine four six, zero nine five eight",
                "a city",
            ),
            (
                "07700 900123",
                "zero seven seven zero zero, nine zero zero one two three",
                "a mobile",
            ),
            (
                "0800 123 456",
                "zero eight zero zero, one two three, four five six",
                "free",
            ),
            ("1-800-FLOWERS", "one, eight hundred, flowers", "letters"),
            (
                "1-800-273-8255",
                "one, eight hundred, two seven three, eight two five five",
                "free in America",
            ),
            (
                "555-123-4567 ext. 12",
                "five five five, one two three, four five six seven, extension one two",
                "an extension",
            ),
            (
                "(212) 555-0199 x42",
                "two one two, five five five, zero one nine nine, extension four two",
                "a short one",
            ),
            ("Dial 911 now", "Dial nine one one now", "an emergency"),
            ("a 911 call", "a nine one one call", "the same"),
            (
                "called 300 people",
                "called three hundred people",
                "a number",
            ),
            (
                "tel: 5551234567",
                "tel: five five five one two three four five six seven",
                "behind a word",
            ),
        ],
    );
}

#[test]
fn models_and_codes() {
    check_in(
        "en-US",
        &[
            ("A320", "A three twenty", "letters before"),
            ("B-52", "B fifty-two", "a hyphen"),
            ("F-150", "F one fifty", "three digits"),
            ("MP3, PS5, U2", "MP three, PS five, U two", "short"),
            ("COVID-19", "COVID nineteen", "a year"),
            ("H1N1", "H one N one", "both"),
            ("C-3PO", "C three PO", "letters behind"),
            ("i7-9700K", "i seven ninety-seven hundred K", "four digits"),
            (
                "Boeing 737-800",
                "Boeing seven thirty-seven eight hundred",
                "two numbers",
            ),
            ("4G, 3M, 3D", "four G, three M, three D", "letters behind"),
            ("1080p", "ten eighty p", "a picture"),
            ("737 MAX", "seven thirty-seven Max", "an aeroplane"),
            ("4s", "four s", "nor by itself"),
            ("B.1.1.7", "B one point one point seven", "a kind of virus"),
            (
                "XBB.1.5 and BA.5",
                "X B B one point five and B A five",
                "others",
            ),
            ("open 24-7", "open twenty-four seven", "with a hyphen"),
            ("3-d glasses", "three D glasses", "dimensions"),
            ("3d-printed", "three D-printed", "before a hyphen"),
            ("3d ago", "three days ago", "days"),
            (
                "1-800-flowers",
                "one, eight hundred, flowers",
                "a word that is dialled",
            ),
            ("the 4s", "the fours", "a plural"),
            (
                "737-800",
                "seven thirty-seven eight hundred",
                "without its maker",
            ),
            (
                "747-400s",
                "seven forty-seven four hundreds",
                "many of them",
            ),
            ("787-9", "seven eighty-seven nine", "one digit"),
            (
                "707-757 people",
                "seven hundred seven to seven hundred fifty-seven people",
                "counted",
            ),
            ("1099-K", "ten ninety-nine K", "a form"),
            (
                "the card ending in 8876",
                "the card ending in eight eight seven six",
                "last digits",
            ),
            (
                "the year ending in 2024",
                "the year ending in twenty twenty-four",
                "a year",
            ),
            (
                "CVE-2021-44228",
                "C V E twenty twenty-one four four two two eight",
                "the end of a long code",
            ),
            (
                "Tampa, FL, 33601",
                "Tampa, Florida, three three six zero one",
                "a comma before",
            ),
            ("iPhone 4s", "iPhone four s", "no plural"),
            ("COP28", "Cop twenty-eight", "no pesos"),
            (
                "401(k) and 501(c)(3)",
                "four oh one k and five oh one c three",
                "law",
            ),
            (
                "M25, I-95, Route 66",
                "M twenty-five, I ninety-five, Route sixty-six",
                "roads",
            ),
            (
                "Flight 370, Room 101",
                "Flight three seventy, Room one oh one",
                "in pairs",
            ),
            ("HAL 9000", "HAL nine thousand", "a thousand"),
            ("Apollo 11", "Apollo eleven", "a cardinal"),
            ("Fortune 500", "Fortune five hundred", "hundreds"),
            ("SW1A 1AA", "S W one A, one A A", "a postcode"),
            (
                "Washington, DC 20500.",
                "Washington, DC two zero five zero zero.",
                "another",
            ),
            (
                "192.168.0.1",
                "one nine two dot one six eight dot zero dot one",
                "an address",
            ),
            (
                "00:1A:2B:3C:4D:5E",
                "zero zero, one A, two B, three C, four D, five E",
                "a machine's",
            ),
            (
                "ISBN 978-0-306-40615-7",
                "ISBN nine seven eight, zero, three zero six, four zero six one five, seven",
                "a book",
            ),
            (
                "ISBN 0-306-40615-X",
                "ISBN zero, three zero six, four zero six one five, X",
                "with a letter",
            ),
            ("Linux 6.7", "Linux six point seven", "a version"),
            (
                "Python 3.12",
                "Python three point twelve",
                "twelve, not one two",
            ),
            ("version 2.10", "version two point ten", "ten"),
            ("v2.0.1", "v two point zero point one", "three parts"),
            (
                "iOS 17.4.1",
                "I O S seventeen point four point one",
                "the same",
            ),
            ("0x1F", "zero X one F", "hexadecimal"),
            (
                "1.1.1.1.1",
                "one point one point one point one point one",
                "five parts",
            ),
            ("item #1, No. 5", "item number one, number five", "number"),
            ("§ 5.2", "section five point two", "section"),
        ],
    );
}

#[test]
fn roman_numerals_and_letters() {
    check_in(
        "en-US",
        &[
            ("Elizabeth II was", "Elizabeth the second was", "a queen"),
            ("Elizabeth I was", "Elizabeth the first was", "one letter"),
            ("Mary I know", "Mary I know", "a person"),
            ("Louis XIV's", "Louis the fourteenth's", "its owner"),
            ("Pope John XXIII", "Pope John the twenty-third", "a pope"),
            ("John Smith III", "John Smith the third", "a son"),
            ("Henry VIII", "Henry the eighth", "a king"),
            ("Chapter IV", "Chapter four", "a chapter"),
            ("Act II Scene iv", "Act two Scene four", "small letters"),
            ("World War I ended", "World War one ended", "a war"),
            ("Super Bowl LVIII", "Super Bowl fifty-eight", "a game"),
            ("Rocky III", "Rocky three", "a film"),
            ("Type II", "Type two", "a kind"),
            ("Vatican II", "Vatican two", "a council"),
            ("the XXI century", "the twenty-first century", "an ordinal"),
            ("MMXXIV", "twenty twenty-four", "a year"),
            ("Malcolm X", "Malcolm X", "a letter"),
            ("An IV drip", "An IV drip", "a drip"),
            (
                "the XXIII Olympics",
                "the twenty-third Olympics",
                "games that are numbered",
            ),
            ("the II Corps", "the second Corps", "a part of an army"),
            ("the IV Drip", "the IV Drip", "a drip with a capital"),
            ("the VI editor", "the VI editor", "no name behind it"),
            ("a MIX of DC and CV", "a mix of D C and C V", "letters"),
            ("LCD, XL, MD", "LCD, XL, MD", "letters"),
        ],
    );
}

#[test]
fn streets_in_small_letters_and_cities_of_common_words() {
    check_in(
        "en",
        &[
            ("12 S 1st st", "twelve South first street", "small letters"),
            ("Park City, UT", "Park City, Utah", "common words"),
            (
                "123 Smth St, City, NY",
                "one twenty-three Smth Street, City, New York",
                "an address",
            ),
            ("Well, OK", "Well, O K", "no city"),
        ],
    );
}

#[test]
fn letters_and_numbers_of_products_and_formats() {
    check_in(
        "en",
        &[
            ("H.264", "H two sixty-four", "a point that is not said"),
            ("Table A.1 shows", "Table A one shows", "in a book"),
            (
                "Vitamin C. 2 of them",
                "Vitamin C. two of them",
                "the end of a sentence",
            ),
            (
                "an mp3 file",
                "an M P three file",
                "letters without a vowel",
            ),
            ("a ps2", "a P S two", "others"),
            ("abc123", "abc one twenty-three", "a syllable"),
            ("an iPhone 5S", "an iPhone five S", "a model"),
            ("the 1990S", "the nineteen nineties", "shouted"),
            ("737 MAX", "seven thirty-seven Max", "a name in capitals"),
            ("mix 1:2:3", "mix one to two to three", "three parts"),
            (
                "at 1:23:45",
                "at one hour twenty-three minutes and forty-five seconds",
                "a time",
            ),
        ],
    );
}
