//! What the tests share: the service in this process, its answers, and what stands around it.

mod answer;
mod origin;
mod program;
mod stores;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use aloud::delivery::{Rendition, VirtualFile};
use aloud::lexicon::{Lexicon, Source};
use aloud::library::{Covers, Document, Library, Settings, Sites, Wish};
use aloud::server;
use aloud::sound::{Cover, Encoding};
use aloud::store::{Key, Store};
use aloud::studio::{Studio, Voices};
use aloud::track::Track;
use aloud::voice::{Catalogue, Shelf};
use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request};
use axum::response::Response;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tower::ServiceExt as _;

pub(crate) use answer::Answer;
pub(crate) use origin::Origin;
pub(crate) use program::{Program, Ran, aloud};
pub(crate) use stores::FaultyStore;

/// Four paragraphs of plain words, a new letter at the beginning of each in turn.
pub(crate) const TEXT: &str = "\
A boat came deep into fog. Great herons in January keep low.\n\n\
Many new oysters pass quietly. Rain set the upper valley white, except youth zones.\n\n\
Boys carry drums every Friday, girls hum.\n\n\
Just keep listening, my neighbour. One page quite reasonably stops there.";

/// A page with an article of four sentences in it.
pub(crate) const PAGE: &str = "<!doctype html><html lang=\"en\"><head><title>Low tide</title></head>\
<body><header><nav><a href=\"/\">Home</a> <a href=\"/sea\">Sea</a></nav></header>\
<article><h1>Low tide</h1>\
<p>The water went out further than anybody in the harbour had seen it go before.</p>\
<p>By noon the old walls stood dry, and children walked between them to the island. \
Nobody could say when it would come back.</p></article></body></html>";

/// How long something may take that is waited for; only a failing test waits so long.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// The service in this process, with its library within reach.
pub(crate) struct TestApp {
    pub(crate) library: Arc<Library>,
    router: Router,
}

/// What a [`TestApp`] is built from; the default is the voice `tone` over a store in memory.
pub(crate) struct Setup {
    store: Store,
    sites: Vec<String>,
    workers: Option<usize>,
    catalogue: Catalogue,
    shelf: Shelf,
    lexicons: Vec<Source>,
    covers: Covers,
    voice: String,
}

impl Setup {
    pub(crate) fn store(mut self, store: Store) -> Self {
        self.store = store;
        self
    }

    /// Keeps what is made in the folder at `path`.
    pub(crate) fn folder(self, path: &Path) -> Self {
        self.store(Store::in_folder(path).unwrap())
    }

    pub(crate) fn site(mut self, address: impl Into<String>) -> Self {
        self.sites.push(address.into());
        self
    }

    pub(crate) fn workers(mut self, count: usize) -> Self {
        self.workers = Some(count);
        self
    }

    /// Takes the voices from a catalogue in TOML.
    pub(crate) fn catalogue(mut self, text: &str) -> Self {
        self.catalogue = toml::from_str(text).unwrap();
        self
    }

    pub(crate) fn shelf(mut self, folder: &Path) -> Self {
        self.shelf = Shelf::new(folder.to_owned());
        self
    }

    /// Says a publisher's words (PLS or TOML) in their way.
    pub(crate) fn lexicon(mut self, text: &str) -> Self {
        self.lexicons.push(Source {
            name: "words".into(),
            text: text.into(),
            site: None,
            lang: None,
        });
        self
    }

    /// Has the files of all articles carry the picture in `file`.
    pub(crate) fn cover(mut self, file: &[u8]) -> Self {
        self.covers = Covers::new([(None, Cover::read(file.to_vec()).unwrap())]);
        self
    }

    /// The voice that reads where none is asked for.
    pub(crate) fn voice(mut self, id: &str) -> Self {
        id.clone_into(&mut self.voice);
        self
    }

    pub(crate) fn build(self) -> TestApp {
        let voices = Voices::new(self.catalogue, self.shelf);
        let studio = Studio::new(voices, self.store, self.workers);
        let settings = Settings {
            sites: Sites::new(&self.sites).unwrap(),
            voice: self.voice,
            lexicon: Arc::new(Lexicon::read(&self.lexicons).unwrap()),
            covers: self.covers,
            ..Settings::default()
        };
        let library = Library::new(studio, settings).unwrap();
        TestApp {
            router: server::router(Arc::clone(&library)),
            library,
        }
    }
}

impl TestApp {
    pub(crate) fn setup() -> Setup {
        Setup {
            store: Store::in_memory(),
            sites: Vec::new(),
            workers: None,
            catalogue: Catalogue::built_in(),
            shelf: Shelf::new("no-such-folder".into()),
            lexicons: Vec::new(),
            covers: Covers::default(),
            voice: "tone".into(),
        }
    }

    pub(crate) fn new() -> Self {
        Self::setup().build()
    }

    /// The answer to `request` with its body still to be read.
    pub(crate) async fn open(&self, request: Request<Body>) -> Response {
        self.router.clone().oneshot(request).await.unwrap()
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        Answer::of(self.open(request).await).await
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.get_with(path, &[]).await
    }

    pub(crate) async fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send(request(Method::GET, path, headers)).await
    }

    pub(crate) async fn head(&self, path: &str) -> Answer {
        self.send(request(Method::HEAD, path, &[])).await
    }

    /// `POST /v1/articles` with `body`.
    pub(crate) async fn add(&self, body: &Value) -> Answer {
        self.add_raw("application/json", body.to_string()).await
    }

    /// `POST /v1/articles` with a body that need not be JSON.
    pub(crate) async fn add_raw(&self, kind: &str, body: impl Into<Body>) -> Answer {
        let request = Request::post("/v1/articles").header("content-type", kind);
        self.send(request.body(body.into()).unwrap()).await
    }

    /// The track of a plain text, put into the library without a plan.
    pub(crate) async fn unplanned(&self, text: &str) -> Arc<Track> {
        let document = Document::plain(text);
        let (track, _) = self.library.add(document, Wish::default()).await.unwrap();
        track
    }

    /// The track of a plain text with all its lengths known.
    pub(crate) async fn planned(&self, text: &str) -> Arc<Track> {
        let track = self.unplanned(text).await;
        self.library.plan(&track).await.unwrap();
        track
    }

    /// The track of an id, with all its lengths known.
    pub(crate) async fn plan(&self, id: &str) -> Arc<Track> {
        let key = Key::parse(id).unwrap();
        let track = self.library.by_key(key).await.unwrap().unwrap();
        self.library.plan(&track).await.unwrap();
        track
    }

    /// The whole sound of an article.
    pub(crate) async fn sound(&self, track: &Track) -> Vec<u8> {
        self.get(&audio(track)).await.status(200).bytes.to_vec()
    }

    /// Whether the service still does its work: it is well, and reads an article.
    pub(crate) async fn assert_well(&self) {
        self.get("/health").await.status(200);
        let added = self.add(&json!({"text": TEXT})).await;
        assert!(matches!(added.code(), 200 | 201), "{added:?}");
        let links = added.json()["links"].clone();
        let sound = self.get(links["audio"]["mp3"].as_str().unwrap()).await;
        assert!(sound.status(200).bytes.len() > 10_000);
    }

    /// Waits until `count` sentences are made, and no more; the last bytes of a sentence leave
    /// before it is counted.
    pub(crate) async fn assert_made(&self, count: usize) {
        eventually(&format!("{count} sentences"), async || {
            (self.made() >= count as u64).then_some(())
        })
        .await;
        assert_eq!(self.made(), count as u64);
    }

    /// Sentences that were made so far.
    pub(crate) fn made(&self) -> u64 {
        self.library.studio().made()
    }

    /// Listens on a free port of this machine, until the test ends.
    pub(crate) async fn listen(&self) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let library = Arc::clone(&self.library);
        tokio::spawn(server::run(listener, library, std::future::pending()));
        address
    }
}

/// A request without a body.
pub(crate) fn request(method: Method, path: &str, headers: &[(&str, &str)]) -> Request<Body> {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(Body::empty()).unwrap()
}

/// The entity tag of the MP3 file of a track.
pub(crate) fn tag_of(track: &Arc<Track>) -> String {
    let file = VirtualFile::new(Arc::clone(track), Rendition::Mp3);
    format!("\"{}\"", file.tag())
}

/// The files below `folder`, in order.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The sound of an MP3 file or segment, behind the tag in front of it.
pub(crate) fn behind_tag(bytes: &[u8]) -> &[u8] {
    if !bytes.starts_with(b"ID3") {
        return bytes;
    }
    // Seven bits a byte (ID3v2.4, 6.2).
    let size = bytes[6..10]
        .iter()
        .fold(0, |size, byte| size << 7 | usize::from(*byte));
    &bytes[10 + size..]
}

/// The length of the sound alone of a planned track as MP3.
pub(crate) fn sound_length(track: &Track) -> u64 {
    Encoding::Mp3.bytes(track.timeline().beats)
}

/// The length of the MP3 file of a planned track.
pub(crate) fn length_of(track: &Arc<Track>) -> u64 {
    let file = VirtualFile::new(Arc::clone(track), Rendition::Mp3);
    file.length().expect("a planned track")
}

/// Where the sound of `track` is.
pub(crate) fn audio(track: &Track) -> String {
    format!("/v1/articles/{}/audio.mp3", track.key())
}

/// Asks `ready` again and again until it says yes.
#[track_caller]
pub(crate) fn eventually<F, T>(what: &str, mut ready: F) -> impl Future<Output = T>
where
    F: AsyncFnMut() -> Option<T>,
{
    let (caller, deadline) = (std::panic::Location::caller(), Instant::now() + PATIENCE);
    async move {
        loop {
            if let Some(found) = ready().await {
                return found;
            }
            assert!(
                Instant::now() < deadline,
                "{caller}: it never came to {what}"
            );
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
}

/// An address of this machine where nobody listens.
pub(crate) fn dead_address() -> SocketAddr {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap()
}
