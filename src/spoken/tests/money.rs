use super::check_in;

#[test]
fn money_is_said_behind_its_amount() {
    check_in(
        "en-US",
        &[
            ("$5", "five dollars", "one sign"),
            ("$1", "one dollar", "one"),
            ("$5.50", "five dollars fifty cents", "cents"),
            ("$1.01", "one dollar one cent", "one cent"),
            ("$0.99", "ninety-nine cents", "only cents"),
            ("$.75", "seventy-five cents", "without a zero"),
            ("$1.00", "one dollar", "no cents"),
            ("$1,000.00", "one thousand dollars", "commas"),
            (
                "$5.5",
                "five dollars fifty cents",
                "one digit of fifty cents",
            ),
            ("-$5", "minus five dollars", "below zero"),
            ("$-5", "minus five dollars", "sign inside"),
            ("($5)", "(five dollars)", "in brackets"),
            ("$1.5m", "one point five million dollars", "a million"),
            ("$2bn", "two billion dollars", "a billion"),
            ("$3tn", "three trillion dollars", "a trillion"),
            ("£250k", "two hundred fifty thousand pounds", "a thousand"),
            ("$3 m", "three million dollars", "behind a space"),
            (
                "$94.8 billion",
                "ninety-four point eight billion dollars",
                "a word",
            ),
            (
                "US$300 million",
                "three hundred million U S dollars",
                "a country",
            ),
            (
                "C$1.1 million",
                "one point one million Canadian dollars",
                "another",
            ),
            (
                "A$20, HK$20, NZ$20",
                "twenty Australian dollars, twenty Hong Kong dollars, twenty New Zealand dollars",
                "more",
            ),
            ("R$50", "fifty Brazilian reais", "no dollar"),
            ("50p", "fifty pence", "pence"),
            ("50¢", "fifty cents", "a sign behind"),
            ("5€", "five euros", "the same"),
            ("250 kr", "two hundred fifty kroner", "a word behind"),
            ("100 zł", "one hundred zlotys", "another"),
            ("EUR 100", "one hundred euros", "a code before"),
            ("100 USD", "one hundred U S dollars", "a code behind"),
            ("Rs. 500", "five hundred rupees", "a short word"),
            ("₹50,000 crore", "fifty thousand crore rupees", "Indian"),
            ("₿2", "two bitcoins", "no cents"),
            ("5 dollars", "five dollars", "in words"),
        ],
    );
}

#[test]
fn ranges_and_rates_of_money() {
    check_in(
        "en-US",
        &[
            ("$10–$15", "ten to fifteen dollars", "both signs"),
            (
                "$10-15 million",
                "ten to fifteen million dollars",
                "one sign",
            ),
            (
                "$1.5-$2bn",
                "one point five to two billion dollars",
                "one magnitude",
            ),
            ("£5-£10m", "five to ten million pounds", "the same"),
            (
                "from $5 to $10",
                "from five dollars to ten dollars",
                "in words",
            ),
            ("$5/month", "five dollars per month", "a rate"),
            (
                "€5.20/kg",
                "five euros twenty cents per kilogram",
                "a rate of a unit",
            ),
            ("$100-a-week", "one hundred dollars a week", "in words"),
            ("$10-a-day", "ten dollars a day", "the same"),
            (
                "the £350m-a-week claim",
                "the three hundred fifty million pounds a week claim",
                "behind a letter",
            ),
            (
                "a three-year $5 million deal",
                "a three-year five million dollar deal",
                "a span of time before it",
            ),
            (
                "a $5 million deal",
                "a five million dollar deal",
                "before its noun",
            ),
            (
                "a $5-million deal",
                "a five million dollar deal",
                "with a hyphen",
            ),
            (
                "a 3-year, $40-million deal",
                "a three year, forty million dollar deal",
                "with another word before",
            ),
            (
                "the $5 in cash",
                "the five dollars in cash",
                "not before one",
            ),
        ],
    );
}

#[test]
fn a_currency_that_is_written_twice_is_said_once() {
    check_in(
        "en-US",
        &[
            ("$5 dollars", "five dollars", "a word behind"),
            (
                "a $2 billion-dollar deal",
                "a two billion dollar deal",
                "with a hyphen",
            ),
            ("$5 million dollars", "five million dollars", "a large sum"),
            ("US$5 dollars", "five U S dollars", "the longer name"),
        ],
    );
}

#[test]
fn money_is_written_in_many_ways() {
    check_in(
        "en-GB",
        &[
            ("€0,50", "fifty cents", "a comma of the Continent"),
            (
                "€1.234,50",
                "one thousand two hundred and thirty-four euros fifty cents",
                "with a point before it",
            ),
            ("1,50 €", "one euro fifty cents", "the sign behind"),
            ("5 $", "five dollars", "a dollar behind a space"),
            ("₹1 lakh crore", "one lakh crore rupees", "two magnitudes"),
            ("a 50p coin", "a fifty pence coin", "before a noun"),
            (
                "$1,500",
                "one thousand five hundred dollars",
                "groups of three",
            ),
        ],
    );
}
