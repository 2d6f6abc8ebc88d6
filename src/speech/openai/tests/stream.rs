//! Sound as it comes, requests side by side, and listeners that leave.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, mpsc};
use std::thread;

use super::server::{Server, beep, pcm, wav};
use super::*;

#[test]
fn the_first_sound_is_heard_before_the_server_has_sent_the_last() {
    for container in [false, true] {
        let (heard, wait) = mpsc::channel();
        let wait = Mutex::new(wait);
        let server = Server::new(move |_, _, to| {
            to.open("");
            let first = pcm(&beep());
            let head = if container {
                wav(&[], 24_000, 1, 0, 0)
            } else {
                vec![]
            };
            to.raw(&[head, first.clone()].concat());
            // The rest only when the first was heard; a voice that waits for all fails.
            let wait = wait.lock().unwrap();
            if wait.recv_timeout(Duration::from_secs(10)).is_ok() {
                to.raw(&first);
            }
        });
        let mut samples = 0;
        let said =
            voice(&server).synthesize(&utterance("Hello."), Effort::AllCores, &mut |piece| {
                samples += piece.len();
                let _ = heard.send(());
                ControlFlow::Continue(())
            });
        assert_eq!((said, samples), (Ok(()), 2 * beep().len()));
    }
}

#[test]
fn no_more_requests_are_under_way_than_the_settings_say() {
    let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (counted, seen) = (Arc::clone(&now), Arc::clone(&most));
    let server = Server::new(move |_, _, to| {
        seen.fetch_max(counted.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        to.open("content-length: 24000\r\n");
        let sound = pcm(&beep());
        to.raw(&sound[..12_000]);
        thread::sleep(Duration::from_millis(50));
        // Before the last byte: whoever has it may ask for the next.
        counted.fetch_sub(1, Ordering::SeqCst);
        to.raw(&sound[12_000..]);
    });
    let voice = voice_with(&server, "requests = 2").unwrap();
    thread::scope(|scope| {
        for _ in 0..6 {
            scope.spawn(|| assert_eq!(say(&*voice).unwrap(), beep()));
        }
    });
    assert_eq!(server.asked().len(), 6);
    assert_eq!(most.load(Ordering::SeqCst), 2);
}

#[test]
fn a_listener_who_leaves_ends_the_request_at_once() {
    let (closed, end) = mpsc::channel();
    let closed = Mutex::new(closed);
    let server = Server::new(move |_, _, to| {
        to.open("");
        to.raw(&pcm(&beep()));
        to.wait_for_end();
        closed.lock().unwrap().send(()).unwrap();
    });
    let leave = &mut |_: &[f32]| ControlFlow::Break(());
    let said = voice(&server).synthesize(&utterance("Hello."), Effort::Shared, leave);
    assert_eq!(said, Err(SpeechError::Cancelled));
    // Sooner than any time-out.
    end.recv_timeout(Duration::from_secs(5)).unwrap();
}

#[test]
fn a_listener_who_leaves_before_the_first_sound_ends_the_request_too() {
    let (closed, end) = mpsc::channel();
    let closed = Mutex::new(closed);
    let server = Server::new(move |_, _, to| {
        to.wait_for_end();
        closed.lock().unwrap().send(()).unwrap();
    });
    let mut looks = 0;
    let leave = &mut |piece: &[f32]| {
        assert!(piece.is_empty());
        looks += 1;
        // The request has left by then.
        if looks < 10 {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    };
    let said = voice(&server).synthesize(&utterance("Hello."), Effort::Shared, leave);
    assert_eq!(said, Err(SpeechError::Cancelled));
    end.recv_timeout(Duration::from_secs(5)).unwrap();
}

#[test]
fn a_slow_listener_makes_the_server_wait() {
    let sent = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&sent);
    let server = Server::new(move |_, _, to| {
        to.open("");
        while to.raw(&pcm(&beep())) {
            counted.fetch_add(1, Ordering::SeqCst);
        }
    });
    let voice = voice(&server);
    // A text that may take 600 s: 29 MB, far more than what sockets and queues hold.
    let text = utterance(&"word ".repeat(199));
    let mut waited = false;
    let _ = voice.synthesize(&text, Effort::Shared, &mut |_| {
        if waited {
            return ControlFlow::Break(());
        }
        waited = true;
        let mut last = (0, Instant::now());
        eventually("a stop of the server", || {
            let now = sent.load(Ordering::SeqCst);
            if now != last.0 {
                last = (now, Instant::now());
            }
            last.1.elapsed() > Duration::from_millis(500)
        });
        ControlFlow::Continue(())
    });
    assert!(sent.load(Ordering::SeqCst) < 1_000, "{sent:?} half seconds");
}

#[test]
fn a_voice_speaks_inside_and_outside_of_a_runtime() {
    let server = Server::new(|_, _, to| to.sound(&beep()));
    let voice = voice(&server);
    assert_eq!(say(&*voice).unwrap(), beep());
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let inside = runtime.block_on(async move {
        let said = tokio::task::spawn_blocking(move || say(&*voice));
        said.await.unwrap()
    });
    assert_eq!(inside.unwrap(), beep());
}
