//! A server on a free port of this machine that answers byte by byte as a test wants it to.
//!
//! On bare sockets: an HTTP library would not let it break the rules.

use std::f32::consts::TAU;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// What the server was asked.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    pub(super) line: String,
    headers: Vec<(String, String)>,
    pub(super) body: serde_json::Value,
}

impl Asked {
    pub(super) fn header(&self, name: &str) -> Option<String> {
        let found = self.headers.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.clone())
    }
}

/// Whoever asked.
pub(super) struct To {
    stream: TcpStream,
}

impl To {
    /// Writes bytes as they are; `false` where nobody takes them.
    pub(super) fn raw(&mut self, bytes: &[u8]) -> bool {
        self.stream.write_all(bytes).is_ok()
    }

    /// Writes the head of an answer whose end is the end of the connection.
    pub(super) fn open(&mut self, headers: &str) -> bool {
        let head = format!("HTTP/1.1 200 OK\r\nconnection: close\r\n{headers}\r\n");
        self.raw(head.as_bytes())
    }

    /// Answers with a whole body of a content type.
    pub(super) fn body(&mut self, kind: &str, bytes: &[u8]) {
        let length = bytes.len();
        self.open(&format!(
            "content-type: {kind}\r\ncontent-length: {length}\r\n"
        ));
        self.raw(bytes);
    }

    /// Answers with bare samples.
    pub(super) fn sound(&mut self, samples: &[f32]) {
        self.body("audio/pcm", &pcm(samples));
    }

    /// Answers with an error.
    pub(super) fn error(&mut self, status: &str, body: &str) {
        self.error_with(status, "", body);
    }

    pub(super) fn error_with(&mut self, status: &str, headers: &str, body: &str) {
        let length = body.len();
        let head = format!(
            "HTTP/1.1 {status}\r\nconnection: close\r\n{headers}content-length: {length}\r\n\r\n"
        );
        self.raw(head.as_bytes());
        self.raw(body.as_bytes());
    }

    /// Waits until whoever asked is gone.
    pub(super) fn wait_for_end(&mut self) {
        let _ = self.stream.read(&mut [0; 16]);
    }
}

/// A server that answers until the test ends.
pub(super) struct Server {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Server {
    /// A server that gives each request, counted from 0, to `answer`, each on its own thread.
    pub(super) fn new(answer: impl Fn(usize, &Asked, &mut To) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let asked: Arc<Mutex<Vec<Asked>>> = Arc::default();
        let (answer, log) = (Arc::new(answer), Arc::clone(&asked));
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let (answer, log) = (Arc::clone(&answer), Arc::clone(&log));
                thread::spawn(move || {
                    let Some(asked) = read(&stream) else { return };
                    let count = {
                        let mut log = log.lock().unwrap();
                        log.push(asked.clone());
                        log.len() - 1
                    };
                    answer(count, &asked, &mut To { stream });
                });
            }
        });
        Self { address, asked }
    }

    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }

    /// The requests so far.
    pub(super) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }
}

fn read(stream: &TcpStream) -> Option<Asked> {
    let mut reader = BufReader::new(stream);
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok().filter(|read| *read > 0)?;
        match line.trim_end() {
            "" => break,
            line => lines.push(line.to_owned()),
        }
    }
    let mut lines = lines.into_iter();
    let line = lines.next()?;
    let headers: Vec<_> = lines
        .filter_map(|line| {
            let (name, value) = line.split_once(':')?;
            Some((name.to_ascii_lowercase(), value.trim().to_owned()))
        })
        .collect();
    let length = headers.iter().find(|(name, _)| name == "content-length")?;
    let mut body = vec![0; length.1.parse().ok()?];
    reader.read_exact(&mut body).ok()?;
    let body = serde_json::from_slice(&body).ok()?;
    Some(Asked {
        line,
        headers,
        body,
    })
}

/// Half a second of a tone, as the server holds it: whole 16-bit values, none of them silent at
/// the ends.
pub(super) fn beep() -> Vec<f32> {
    tone(24_000, 12_000)
}

/// A cosine of 440 Hz, half a beat more of it at the end so that it ends loudly.
pub(super) fn tone(rate: u32, count: usize) -> Vec<f32> {
    let wave = |n: usize| (TAU * 440.0 * n as f32 / rate as f32).cos() / 2.0;
    let value = |n| (wave(n) * 32_768.0).round() / 32_768.0;
    (0..count).map(value).collect()
}

/// The samples as 16 bit little-endian.
pub(super) fn pcm(samples: &[f32]) -> Vec<u8> {
    let value = |sample: &f32| ((sample * 32_768.0) as i16).to_le_bytes();
    samples.iter().flat_map(value).collect()
}

/// A WAV file of 16-bit samples whose sizes are what the test says.
pub(super) fn wav(samples: &[f32], rate: u32, channels: u16, riff: u32, data: u32) -> Vec<u8> {
    let mut bytes = b"RIFF".to_vec();
    bytes.extend(riff.to_le_bytes());
    bytes.extend(b"WAVEfmt \x10\0\0\0\x01\0");
    bytes.extend(channels.to_le_bytes());
    bytes.extend(rate.to_le_bytes());
    bytes.extend(rate.wrapping_mul(u32::from(channels) * 2).to_le_bytes());
    bytes.extend((channels * 2).to_le_bytes());
    bytes.extend(b"\x10\0data");
    bytes.extend(data.to_le_bytes());
    bytes.extend(pcm(samples));
    bytes
}
