//! What operators watch, kept in memory: requests by route, and what the studio and the store do.

use std::fmt;
use std::sync::Arc;
use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::{Method, StatusCode};
use prometheus_client::collector::Collector;
use prometheus_client::encoding::{DescriptorEncoder, EncodeLabelSet, EncodeMetric, text};
use prometheus_client::metrics::counter::{ConstCounter, Counter};
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::ConstGauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

use crate::library::Library;

/// Times by which answers are sorted, in seconds: around those that a listener notices.
const TIMES: [f64; 10] = [0.005, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];

/// A request by what it asks for; addresses themselves would be a series for every article.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Asks {
    method: &'static str,
    route: String,
}

/// A request by what it was answered.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answer {
    method: &'static str,
    route: String,
    status: u16,
}

/// A request under way.
pub(super) struct Asked {
    asks: Asks,
    at: Instant,
}

impl Asked {
    /// A request that has come now.
    pub(super) fn now(request: &Request) -> Self {
        let route = request.extensions().get::<MatchedPath>();
        let route = route.map_or("none", MatchedPath::as_str);
        let asks = Asks {
            method: method(request.method()),
            route: route.to_owned(),
        };
        let at = Instant::now();
        Self { asks, at }
    }
}

/// The counts of a service.
pub(super) struct Metrics {
    registry: Registry,
    answers: Family<Answer, Counter>,
    times: Family<Asks, Histogram, fn() -> Histogram>,
}

impl Metrics {
    /// Nothing counted so far, of a service over `library`.
    pub(super) fn new(library: Arc<Library>) -> Arc<Self> {
        let mut registry = Registry::with_prefix("aloud");
        let answers = Family::<Answer, Counter>::default();
        let help = "Answers to requests";
        registry.register("http_answers", help, answers.clone());
        let new: fn() -> Histogram = || Histogram::new(TIMES);
        let times = Family::new_with_constructor(new);
        let help = "Time to the beginning of an answer; of sound, to its first bytes";
        registry.register_with_unit("http_answer", help, Unit::Seconds, times.clone());
        registry.register_collector(Box::new(Work(library)));
        Arc::new(Self {
            registry,
            answers,
            times,
        })
    }

    /// All counts, in the text format of `OpenMetrics`.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        if let Err(error) = text::encode(&mut text, &self.registry) {
            tracing::error!(cause = %error, "the metrics could not be written");
        }
        text
    }

    /// Notes what a request was answered.
    pub(super) fn answered(&self, asked: Asked, status: StatusCode) {
        let Asked { asks, at } = asked;
        let times = self.times.get_or_create(&asks);
        times.observe(at.elapsed().as_secs_f64());
        drop(times);
        let Asks { method, route } = asks;
        let status = status.as_u16();
        let answer = Answer {
            method,
            route,
            status,
        };
        self.answers.get_or_create(&answer).inc();
    }
}

/// The name of a method; clients may invent others, each of which would be a series.
fn method(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}

/// What the studio and the store say when they are asked.
struct Work(Arc<Library>);

impl fmt::Debug for Work {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Work")
    }
}

impl Collector for Work {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> fmt::Result {
        let studio = self.0.studio();
        let load = studio.load();
        let gauges = [
            (
                "tasks_waiting",
                "Tasks for which no worker is free",
                load.waiting as u64,
            ),
            (
                "articles_heard",
                "Articles that are made while they are heard",
                studio.seats_taken() as u64,
            ),
            (
                "workers",
                "Sentences that can be worked on at once",
                studio.worker_count() as u64,
            ),
            (
                "store_bytes",
                "What is stored, as far as it was counted",
                studio.store().bytes(),
            ),
        ];
        for (name, help, value) in gauges {
            let gauge = ConstGauge::new(value);
            let encoder = encoder.encode_descriptor(name, help, None, gauge.metric_type())?;
            gauge.encode(encoder)?;
        }
        let made = ConstCounter::new(studio.made());
        let help = "Sentences whose sound was made and not found in the store";
        let kind = made.metric_type();
        made.encode(encoder.encode_descriptor("sentences_made", help, None, kind)?)
    }
}
