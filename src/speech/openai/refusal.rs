//! Refusals: what a server's error means, and what of its words is repeated.

use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::{HeaderMap, LOCATION, RETRY_AFTER};
use tokio::time::Instant;

use super::body::Incoming;
use super::exchange::Server;
use super::fault::{Fault, Remedy};
use super::settings::Settings;

/// Characters of an answer that an error repeats.
const EXCERPT: usize = 200;
/// Bytes of an answer that are read to repeat some of it.
const ENOUGH_TO_TELL: usize = 4_096;
/// Bytes of an error that may come: a piece of the network is smaller.
const LARGEST_ERROR: u64 = 1 << 20;

impl Server {
    /// Why the server answers with an error.
    pub(super) async fn refused(&self, reply: reqwest::Response, deadline: Instant) -> Fault {
        let status = reply.status();
        let later = retry_after(reply.headers());
        let elsewhere = reply.headers().get(LOCATION).cloned();
        let mut incoming = self.incoming(reply, LARGEST_ERROR, deadline);
        let said = self.excerpt(&mut incoming, Vec::new()).await;
        let because = |what: &str| self.unavailable(&format!("{what} ({status}{said})"));
        match status {
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => {
                let whose = self.key.as_ref().map_or_else(
                    || "wants a key; name its environment variable in key_env".to_owned(),
                    |key| format!("refuses the key in {}", key.variable()),
                );
                because(&whose)
            }
            StatusCode::NOT_FOUND => {
                let Settings { model, voice, .. } = &self.settings;
                because(&format!(
                    "does not have the model '{model}' or the voice '{voice}'"
                ))
            }
            StatusCode::TOO_MANY_REQUESTS | StatusCode::REQUEST_TIMEOUT => {
                because("has too much to do").remedy(Remedy::Again(later))
            }
            _ if status.is_server_error() => because("fails").remedy(Remedy::Again(later)),
            _ if status.is_redirection() => {
                let place = elsewhere.and_then(|place| Some(place.to_str().ok()?.to_owned()));
                let place = place.unwrap_or_default();
                because(&format!(
                    "sends us elsewhere, which base_url should name: {place}"
                ))
            }
            _ => {
                let about_format = said.to_ascii_lowercase().contains("format");
                let remedy = if about_format {
                    Remedy::OtherFormat
                } else {
                    Remedy::None
                };
                let cause = format!("{} refuses the sentence ({status}{said})", self.endpoint);
                Fault::broken(cause).remedy(remedy)
            }
        }
    }

    /// What `incoming` says after `head`, for an error: a colon and at most 200 characters.
    pub(super) async fn excerpt(&self, incoming: &mut Incoming, mut head: Vec<u8>) -> String {
        while head.len() < ENOUGH_TO_TELL
            && let Ok(Some(piece)) = incoming.next().await
        {
            head.extend_from_slice(&piece);
        }
        head.truncate(ENOUGH_TO_TELL);
        let said = message(&head).unwrap_or_else(|| String::from_utf8_lossy(&head).into_owned());
        // Before it is cut, so that no part of the key is left.
        let said = self
            .key
            .as_ref()
            .map_or(said.clone(), |key| key.strike_out(&said));
        let words: Vec<_> = said
            .split(|c: char| c.is_whitespace() || c.is_control())
            .collect();
        let words = words.into_iter().filter(|word| !word.is_empty());
        let said = words.collect::<Vec<_>>().join(" ");
        let said: String = said.chars().take(EXCERPT).collect();
        if said.is_empty() {
            said
        } else {
            format!(": {said}")
        }
    }
}

/// What an error in JSON says, in the places where servers put it.
fn message(bytes: &[u8]) -> Option<String> {
    let said: serde_json::Value = serde_json::from_slice(bytes).ok()?;
    let places = ["/error/message", "/error", "/message", "/detail"];
    let found = places
        .iter()
        .find_map(|place| said.pointer(place)?.as_str());
    found.map(str::to_owned)
}

/// How long the server asks to wait; a date is not followed, nobody sends one for seconds.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let seconds: f64 = headers
        .get(RETRY_AFTER)?
        .to_str()
        .ok()?
        .trim()
        .parse()
        .ok()?;
    Duration::try_from_secs_f64(seconds).ok()
}
