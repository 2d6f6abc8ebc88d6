//! Servers that fail, and what is tried again.

use super::server::{Server, beep, pcm};
use super::*;

/// What is said by a server that answers a request, counted from 0, with these errors, then with
/// sound; and how often it was asked.
fn after(
    errors: &'static [(&'static str, &'static str)],
) -> (Result<Vec<f32>, SpeechError>, usize) {
    let server = Server::new(move |count, _, to| match errors.get(count) {
        Some((status, headers)) => to.error_with(status, headers, "no"),
        None => to.sound(&beep()),
    });
    let said = say(&*voice(&server));
    (said, server.asked().len())
}

#[test]
fn what_may_pass_is_tried_again() {
    const FAIL: (&str, &str) = ("500 Internal Server Error", "");
    let (said, tries) = after(&[FAIL, ("502 Bad Gateway", "")]);
    assert_eq!((said.unwrap(), tries), (beep(), 3));
    let (said, tries) = after(&[FAIL; 9]);
    assert_eq!(tries, 4);
    assert!(unavailable(said).contains("500"));
}

#[test]
fn what_will_not_pass_is_not_tried_again() {
    for (status, says) in [
        ("400 Bad Request", "refuses the sentence"),
        ("401 Unauthorized", "wants a key"),
        ("403 Forbidden", "wants a key"),
        ("404 Not Found", "the model 'm-1' or the voice 'nova'"),
        ("307 Temporary Redirect", "elsewhere"),
    ] {
        let server = Server::new(move |_, _, to| to.error(status, "because"));
        let said = say(&*voice(&server));
        let cause = match said {
            Err(SpeechError::Unavailable(cause) | SpeechError::Broken(cause)) => cause,
            other => panic!("{status}: {:?}", other.map(|heard| heard.len())),
        };
        assert!(
            cause.contains(says) && cause.contains(": because"),
            "{cause}"
        );
        assert_eq!(server.asked().len(), 1, "{status}");
    }
}

#[test]
fn a_long_error_is_repeated_in_part() {
    let server = Server::new(|_, _, to| to.error("404 Not Found", &"Sorry! ".repeat(9_000)));
    let cause = unavailable(say(&*voice(&server)));
    assert!(cause.contains(": Sorry! Sorry!"), "{cause}");
    assert!(cause.chars().count() < 400, "{cause}");
}

#[test]
fn a_server_that_asks_for_time_is_given_it() {
    let started = Instant::now();
    let (said, tries) = after(&[("429 Too Many Requests", "retry-after: 1\r\n")]);
    assert_eq!((said.unwrap(), tries), (beep(), 2));
    assert!(started.elapsed() >= Duration::from_secs(1));
}

#[test]
fn a_server_that_asks_for_too_much_time_is_given_up() {
    let started = Instant::now();
    let (said, tries) = after(&[("503 Service Unavailable", "retry-after: 3600\r\n"); 4]);
    assert!(unavailable(said).contains("503"));
    assert_eq!(tries, 1);
    assert!(started.elapsed() < Duration::from_secs(10));
}

#[test]
fn an_empty_answer_is_tried_again() {
    let server = Server::new(|count, _, to| {
        let samples = if count == 0 { vec![] } else { beep() };
        to.sound(&samples);
    });
    assert_eq!(say(&*voice(&server)).unwrap(), beep());
    let always = Server::new(|_, _, to| to.sound(&[]));
    assert!(unavailable(say(&*voice(&always))).contains("empty"));
}

#[test]
fn an_answer_cut_before_any_sound_is_tried_again() {
    // The first says that more will come, and sends a silent beginning of it only.
    let server = Server::new(|count, _, to| {
        if count == 0 {
            to.open("content-length: 48000\r\n");
            to.raw(&[0; 2_000]);
        } else {
            to.sound(&beep());
        }
    });
    assert_eq!(say(&*voice(&server)).unwrap(), beep());
    assert_eq!(server.asked().len(), 2);
}

#[test]
fn an_answer_cut_in_its_sound_is_an_error_and_is_not_spoken_twice() {
    let server = Server::new(|_, _, to| {
        to.open("content-length: 480000\r\n");
        to.raw(&pcm(&beep()));
    });
    let mut heard = 0;
    let voice = voice(&server);
    let said = voice.synthesize(&utterance("Hello there."), Effort::Shared, &mut |piece| {
        heard += piece.len();
        ControlFlow::Continue(())
    });
    assert!(unavailable(said.map(|()| vec![])).contains("broke off"));
    assert_eq!(server.asked().len(), 1);
    assert!(heard > 0 && heard <= beep().len());
}

#[test]
fn a_server_that_nobody_hears_of_is_named() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = free.local_addr().unwrap();
    drop(free);
    let voice = voice_at(&format!("http://{address}"), "timeout_s = 2").unwrap();
    let cause = unavailable(say(&*voice));
    assert!(
        cause.contains(&address.to_string()) && cause.contains("refused"),
        "{cause}"
    );
}

#[test]
fn a_server_that_does_not_answer_is_given_up_in_time() {
    let server = Server::new(|_, _, to| to.wait_for_end());
    let voice = voice_with(&server, "timeout_s = 0.4").unwrap();
    let started = Instant::now();
    let cause = unavailable(say(&*voice));
    assert!(cause.contains("does not answer"), "{cause}");
    assert!(started.elapsed() < Duration::from_secs(5));
}

#[test]
fn a_server_that_falls_silent_is_given_up_in_time() {
    let server = Server::new(|_, _, to| {
        to.open("");
        to.raw(&pcm(&beep()));
        to.wait_for_end();
    });
    let voice = voice_with(&server, "timeout_s = 0.6").unwrap();
    let cause = unavailable(say(&*voice));
    assert!(cause.contains("fell silent"), "{cause}");
}

#[test]
fn a_server_that_never_ends_is_given_up() {
    let server = Server::new(|_, _, to| {
        to.open("");
        while to.raw(&pcm(&beep())) {}
    });
    assert!(broken(say(&*voice(&server))).contains("goes on"));
    // Bytes that never become sound are counted as well.
    let tags = Server::new(|_, _, to| {
        to.open("");
        while to.raw(&b"ID3\x04\0\0\0\0\x7f\x7f".repeat(4_000)) {}
    });
    assert!(broken(say(&*voice(&tags))).contains("without an end"));
}
