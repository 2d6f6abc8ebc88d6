use super::check_in;

#[test]
fn units_are_said_in_full() {
    check_in(
        "en-US",
        &[
            ("20 km²", "twenty square kilometers", "a power"),
            ("20 km2", "twenty square kilometers", "with a plain digit"),
            (
                "3 m3; 2 cm2.",
                "three cubic meters; two square centimeters.",
                "before a mark",
            ),
            ("1 pt milk", "one pint milk", "a pint"),
            ("500 sq ft", "five hundred square feet", "two words"),
            ("60 km/h", "sixty kilometers per hour", "a rate"),
            (
                "9.8 m/s²",
                "nine point eight meters per second squared",
                "with a power",
            ),
            ("5 g/m²", "five grams per square meter", "both"),
            ("5 mg/dL", "five milligrams per deciliter", "small ones"),
            ("12 kg", "twelve kilograms", "plural"),
            ("1 kg", "one kilogram", "singular"),
            ("1 ft", "one foot", "irregular"),
            ("60mph", "sixty miles per hour", "glued"),
            ("-5°C", "minus five degrees Celsius", "temperature"),
            ("20 °C", "twenty degrees Celsius", "with a space"),
            ("68°F", "sixty-eight degrees Fahrenheit", "Fahrenheit"),
            ("1.5C", "one point five degrees Celsius", "without a sign"),
            ("16GB", "sixteen gigabytes", "data"),
            ("100 Mbit/s", "one hundred megabits per second", "its speed"),
            ("5 kWh", "five kilowatt hours", "energy"),
            ("300dpi", "three hundred dots per inch", "dots"),
            ("5 µg", "five micrograms", "Greek"),
            (
                "350°F (180°C)",
                "three hundred fifty degrees Fahrenheit (one hundred eighty degrees Celsius)",
                "in a recipe",
            ),
            ("2 Tbsp butter", "two tablespoons butter", "a spoon"),
            ("8 oz. of milk", "eight ounces of milk", "a full stop"),
            ("6 ft. 2 in. tall", "six feet two inches tall", "two units"),
            ("It is 6 ft.", "It is six feet.", "the sentence's stop"),
            ("9.58s", "nine point five eight seconds", "seconds"),
            ("13st 5lb", "thirteen stone five pounds", "stones"),
            (
                "1.5 million km",
                "one point five million kilometers",
                "a magnitude",
            ),
            (
                "10⁻⁹ m",
                "ten to the power of minus nine meters",
                "an exponent",
            ),
        ],
    );
}

#[test]
fn sizes_and_heights() {
    check_in(
        "en-US",
        &[
            ("5'10\"", "five feet ten inches", "straight marks"),
            ("5′10″", "five feet ten inches", "primes"),
            ("6ft 2in", "six feet two inches", "letters"),
            ("5ft11", "five feet eleven inches", "no inches"),
            (
                "the 6'2\" forward",
                "the six foot two forward",
                "before a noun",
            ),
            ("A 12\" pizza", "A twelve inch pizza", "inches"),
            (
                "\"He's 12\" she said",
                "\"He's twelve\" she said",
                "a quotation",
            ),
            ("14-inch", "fourteen inch", "with a hyphen"),
            (
                "a 10-km race",
                "a ten kilometer race",
                "a unit with a hyphen",
            ),
            ("a 5 km run", "a five kilometer run", "before a noun"),
            ("12x8", "twelve by eight", "by"),
            ("3×4 m", "three by four meters", "with a unit"),
            (
                "5.5 x 3.2 x 1.0 in. and",
                "five point five by three point two by one point zero inches and",
                "three sides",
            ),
            ("4x4", "four by four", "a car"),
            ("4x100m relay", "four by one hundred meter relay", "a race"),
            ("10x faster", "ten times faster", "times"),
            ("74°W", "seventy-four degrees west", "a compass point"),
            (
                "40°42′N",
                "forty degrees forty-two minutes north",
                "minutes",
            ),
            (
                "40°42′46″ N",
                "forty degrees forty-two minutes forty-six seconds north",
                "seconds",
            ),
            ("100m people", "one hundred million people", "a million"),
            ("100m sprint", "one hundred meter sprint", "metres"),
            (
                "the 100 m freestyle",
                "the one hundred meter freestyle",
                "with a space",
            ),
            ("He ran 100m", "He ran one hundred meters", "no noun"),
            (
                "324m tall",
                "three hundred twenty-four meters tall",
                "height",
            ),
            ("10k race", "ten k race", "a run"),
            ("10k followers", "ten thousand followers", "thousands"),
        ],
    );
}

#[test]
fn percentages_and_ranges_of_units() {
    check_in(
        "en-US",
        &[
            ("6%", "six percent", "whole"),
            ("6.5%", "six point five percent", "decimal"),
            ("5 %", "five percent", "a space"),
            ("-3%", "minus three percent", "below zero"),
            ("3-5%", "three to five percent", "a range"),
            ("5%-10%", "five to ten percent", "two signs"),
            ("50+%", "fifty plus percent", "at least"),
            ("2‰", "two per thousand", "a thousandth"),
            ("4.5 pp", "four point five percentage points", "points"),
            ("25bps", "twenty-five basis points", "basis points"),
            ("10°–15°", "ten to fifteen degrees", "degrees"),
            ("5–10 kg", "five to ten kilograms", "weights"),
            ("5 kg–2 t", "five kilograms to two metric tons", "two units"),
        ],
    );
}

#[test]
fn units_are_spelled_as_in_britain() {
    check_in(
        "en-GB",
        &[(
            "5 km, 3 l, 25 t",
            "five kilometres, three litres, twenty-five tonnes",
            "words",
        )],
    );
}

#[test]
fn what_is_counted_by_the_day_and_by_the_batter() {
    super::check_in(
        "en-US",
        &[
            ("1 kWh/day", "one kilowatt hour per day", "a period"),
            ("batting .287", "batting two eighty-seven", "an average"),
            ("a .300 hitter", "a three hundred hitter", "a round one"),
            (
                "a .300 solution",
                "a point three zero zero solution",
                "any other",
            ),
            ("a 45° angle", "a forty-five degree angle", "an angle"),
            (
                "at a 45° angle and 45°",
                "at a forty-five degree angle and forty-five degrees",
                "both",
            ),
            ("500K", "five hundred thousand", "many"),
            ("4K", "four K", "a picture"),
            (
                "a 401K and a 401k",
                "a four oh one K and a four oh one k",
                "a pension",
            ),
        ],
    );
}

#[test]
fn rates_without_a_number_and_ranges_of_large_numbers() {
    super::check_in(
        "en-US",
        &[
            ("in km/h", "in kilometers per hour", "a speed"),
            ("mg/L of it", "milligrams per liter of it", "a strength"),
            ("and/or", "and or", "no units"),
            ("m/f", "m f", "nor these"),
            ("50bn-60bn", "fifty billion to sixty billion", "a range"),
            (
                "10k–20k people",
                "ten thousand to twenty thousand people",
                "another",
            ),
            ("24/7/365", "twenty-four seven three sixty-five", "always"),
        ],
    );
}
