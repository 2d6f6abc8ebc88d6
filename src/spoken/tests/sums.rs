use super::check_in;

#[test]
fn sums_and_powers() {
    check_in(
        "en-US",
        &[
            ("2 + 2 = 4", "two plus two equals four", "a sum"),
            ("1+1", "one plus one", "glued"),
            ("5 - 3 = 2", "five minus three equals two", "a hyphen"),
            ("5 − 3", "five minus three", "a minus"),
            ("3 × 5 = 15", "three times five equals fifteen", "times"),
            ("3 × 5", "three times five", "the same"),
            ("7 * 8", "seven times eight", "a star"),
            ("10 ÷ 2", "ten divided by two", "divided"),
            ("10 / 2", "ten divided by two", "with a slash"),
            ("1/f", "one per f", "the inverse of a letter"),
            ("1⋈2=3", "one natural join two equals three", "a rare sign"),
            ("A ⊥ B", "A perpendicular to B", "another"),
            ("5 > 3", "five greater than three", "more"),
            ("5>=3", "five greater than or equal to three", "two signs"),
            (
                "5 ± 0.2 mm",
                "five plus or minus zero point two millimeters",
                "both signs",
            ),
            ("10³", "ten cubed", "cubed"),
            ("x²", "x squared", "squared"),
            (
                "a² + b² = c²",
                "a squared plus b squared equals c squared",
                "letters",
            ),
            ("10^6", "ten to the power of six", "a caret"),
            ("2^-8", "two to the power of minus eight", "below zero"),
            (
                "1e-5",
                "one times ten to the power of minus five",
                "a computer's",
            ),
            (
                "1.5×10⁶",
                "one point five times ten to the power of six",
                "a scientist's",
            ),
            ("√2", "the square root of two", "a root"),
            ("H₂O", "H two O", "lowered"),
            ("٣ and １２", "three and twelve", "other scripts"),
            ("① and ②", "one and two", "circles"),
            ("word¹²", "word", "a note"),
        ],
    );
}

#[test]
fn what_no_rule_knows_is_spelled() {
    check_in(
        "en-US",
        &[
            (
                "00:1A:2B",
                "zero zero to one A: two B",
                "too short for an address",
            ),
            (
                "1.2.3.4.5.6",
                "one point two point three point four point five point six",
                "a row of points",
            ),
            ("1/2/3/4", "one, two, three, four", "a row of slashes"),
            (
                "12-34-56-78",
                "twelve, thirty-four, fifty-six, seventy-eight",
                "a row of hyphens",
            ),
            (
                "999999999999999999999999",
                "nine nine nine nine nine nine nine nine nine nine nine nine nine nine nine nine nine nine nine nine nine nine nine nine",
                "too long for a name",
            ),
        ],
    );
}

#[test]
fn a_hyphen_in_an_equation_is_a_minus() {
    check_in(
        "en",
        &[
            ("1-4=5", "one minus four equals five", "tied"),
            ("1−2=3", "one minus two equals three", "the sign itself"),
            (
                "1+2-3=0",
                "one plus two minus three equals zero",
                "a longer sum",
            ),
            (
                "3=5-2",
                "three equals five minus two",
                "behind the equals sign",
            ),
            ("x-1=3", "x minus one equals three", "a letter"),
            ("y = x - 2", "y equals x minus two", "letters and spaces"),
            (
                "5−3",
                "five minus three",
                "a sign that spans nothing falling",
            ),
            (
                "10−15 people",
                "ten to fifteen people",
                "but may span what rises",
            ),
            ("n=10-15", "n equals ten to fifteen", "a range has a name"),
            ("1-4", "one to four", "without an equals sign"),
            ("1∗2=3", "one times two equals three", "another star"),
            ("1∙2", "one times two", "a dot"),
            ("2*x", "two times x", "a number and a letter"),
            ("a*b=c", "a times b equals c", "letters of a sum"),
            ("s*x", "s x", "letters that are left away"),
        ],
    );
}
