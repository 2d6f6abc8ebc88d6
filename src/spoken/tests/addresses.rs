//! Web addresses, e-mail addresses, files, handles, hashtags.

use super::check;

#[test]
fn an_address_is_said_so_that_it_can_be_typed() {
    check(&[
        (
            "https://foo.com/a/",
            "H T T P S colon slash slash foo dot com slash A slash",
            "a path with its scheme is read to the end",
        ),
        (
            "https://foo.com/",
            "H T T P S colon slash slash foo dot com",
            "a slash without a path is not said",
        ),
        (
            "foo.com/rtx-6000",
            "foo dot com slash R T X dash six thousand",
            "round thousands",
        ),
        (
            "foo.com/2024",
            "foo dot com slash two zero two four",
            "other digits",
        ),
        (
            "sdf@foo.com/12-sm",
            "S D F at foo dot com slash one two dash S M",
            "a path behind a mail address",
        ),
        (
            "so .jane@foo.com",
            "so . jane at foo dot com",
            "a full stop behind its space",
        ),
        ("JANE@EXAMPLE.COM", "jane at example dot com", "shouted"),
        ("amazon.de", "amazon dot D E", "a country"),
    ]);
}

#[test]
fn web_addresses_are_said_as_words() {
    check(&[
        (
            "https://example.com/a-b now",
            "H T T P S colon slash slash example dot com slash A dash B now",
            "with its scheme",
        ),
        (
            "http://www.foo.org.",
            "H T T P colon slash slash W W W dot foo dot org.",
            "the sentence's stop",
        ),
        (
            "example.co.uk",
            "example dot co dot U K",
            "a country is letters",
        ),
        ("openai.com,", "openai dot com,", "a comma behind"),
        (
            "Booking.com’s site",
            "Booking dot com's site",
            "one that owns",
        ),
        (
            "www.example.com/path/",
            "W W W dot example dot com slash path",
            "the last slash is silent",
        ),
        (
            "foo.com?id=5&x_y=z#top",
            "foo dot com question mark id equals five ampersand X underscore Y equals Z hash top",
            "a query",
        ),
        (
            "localhost:8080",
            "localhost colon eight zero eight zero",
            "a port",
        ),
        (
            "ftp://a.example.org/b",
            "F T P colon slash slash A dot example dot org slash B",
            "another scheme",
        ),
        (
            "https://bbc.co.uk/2024/world-123",
            "H T T P S colon slash slash B B C dot co dot U K slash two zero two four slash world dash one two three",
            "digits one by one",
        ),
        ("(see foo.io)", "(see foo dot I O)", "in brackets"),
        (
            "<https://foo.com>",
            "H T T P S colon slash slash foo dot com",
            "in angle brackets",
        ),
        ("EXAMPLE.COM", "Example dot com", "in capitals"),
        ("end.Start", "end. Start", "a missing space"),
        ("he left.it was", "he left. it was", "another"),
        ("a.com:b", "A dot com: b", "a colon behind"),
        (
            "node.js and Node.js",
            "node dot J S and Node dot J S",
            "products",
        ),
        (
            "my-site.example.dev",
            "my dash site dot example dot dev",
            "a hyphen in a name",
        ),
        ("3m.com", "three M dot com", "a digit in front"),
        ("“foo.net”", "\"foo dot net\"", "in quotes"),
    ]);
}

#[test]
fn mail_files_and_tags_are_said_as_words() {
    check(&[
        (
            "j.doe+x@mail.example.com",
            "J dot doe plus X at mail dot example dot com",
            "every mark",
        ),
        (
            "jane_doe@foo.co.uk.",
            "jane underscore doe at foo dot co dot U K.",
            "the stop stays",
        ),
        ("mailto:a@b.com", "A at B dot com", "a scheme"),
        (
            "info@bbc.co.uk, or",
            "info at B B C dot co dot U K, or",
            "a comma behind",
        ),
        ("joe99@foo.org", "joe nine nine at foo dot org", "digits"),
        (
            "a-1.b3_c&-d@gma4i-l.com",
            "A dash one dot B three underscore C ampersand dash D at gma four I dash L dot com",
            "every mark and digit",
        ),
        ("at 5 @ home", "at five at home", "no address"),
        (
            "report_final-v2.pdf",
            "report underscore final dash V two dot P D F",
            "a file",
        ),
        ("song.mp3", "song dot M P three", "an ending with a digit"),
        ("photo.JPG", "photo dot J P G", "in capitals"),
        ("data.json", "data dot jason", "an ending that is said"),
        ("/etc/passwd", "slash etc slash passwd", "a path"),
        (
            "C:\\Users\\Bob",
            "C colon backslash Users backslash Bob",
            "a drive",
        ),
        ("~/notes.txt", "tilde slash notes dot T X T", "at home"),
        ("#MeToo", "hashtag Me Too", "a tag"),
        ("#COVID19", "hashtag COVID nineteen", "a tag with digits"),
        ("#1", "number one", "no tag"),
        ("@BBCNews", "at B B C News", "a handle"),
        ("@a_b.", "at A underscore B.", "an underscore"),
        ("r/AskReddit", "R slash Ask Reddit", "a forum"),
        ("and/or", "and or", "no path"),
    ]);
}

#[test]
fn an_ending_that_is_not_listed_is_one_between_small_letters() {
    super::check_in(
        "en",
        &[
            (
                "ourdailynews.abc",
                "ourdailynews dot abc",
                "short and unknown",
            ),
            (
                "He left.the end",
                "He left. the end",
                "a common word behind a lost space",
            ),
            ("she won.who", "she won. who", "another"),
            ("end.Start", "end. Start", "a capital begins a sentence"),
            (
                "home.yesterday",
                "home. yesterday",
                "too long for an ending",
            ),
            ("the .com boom", "the dot com boom", "an ending by itself"),
            ("a .pdf file", "a dot P D F file", "of a file"),
            ("he said .it was", "he said . it was", "a stray full stop"),
            (
                "10.0.0.1:8080",
                "one zero dot zero dot zero dot one colon eight zero eight zero",
                "a port",
            ),
        ],
    );
}
