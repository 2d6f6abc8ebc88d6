//! A store that fails or waits, over one in memory.

use std::fmt;
use std::io::ErrorKind;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use futures_util::stream::{BoxStream, TryStreamExt as _};
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::{
    CopyOptions, Error, GetOptions, GetResult, ListResult, MultipartUpload, ObjectMeta,
    ObjectStore, PutMultipartOptions, PutOptions, PutPayload, PutResult, Result,
};
use tokio::sync::Semaphore;

/// What is wrong with a [`FaultyStore`].
#[derive(Debug)]
enum Fault {
    /// It takes nothing, for this reason.
    Refuses(ErrorKind),
    /// Every call takes so long.
    Slow(Duration),
    /// From some moment on nothing of it answers.
    Hangs(AtomicBool),
    /// From some moment on it is not there.
    Gone(AtomicBool),
    /// A sentence is stored only with a permit; what makes sentences is held up until then.
    Gate(Semaphore),
    /// A sentence is read only with a permit, once the gate is shut.
    ReadGate(Semaphore),
}

/// A store in memory with a fault in its writes.
#[derive(Debug)]
pub(crate) struct FaultyStore {
    objects: InMemory,
    fault: Fault,
}

impl FaultyStore {
    pub(crate) fn full() -> Arc<Self> {
        Self::new(Fault::Refuses(ErrorKind::StorageFull))
    }

    pub(crate) fn read_only() -> Arc<Self> {
        Self::new(Fault::Refuses(ErrorKind::ReadOnlyFilesystem))
    }

    pub(crate) fn far_away(delay: Duration) -> Arc<Self> {
        Self::new(Fault::Slow(delay))
    }

    /// Hangs after [`FaultyStore::fail`].
    pub(crate) fn hanging() -> Arc<Self> {
        Self::new(Fault::Hangs(AtomicBool::new(false)))
    }

    /// Is gone after [`FaultyStore::fail`].
    pub(crate) fn vanishing() -> Arc<Self> {
        Self::new(Fault::Gone(AtomicBool::new(false)))
    }

    /// From now on its fault is there.
    pub(crate) fn fail(&self) {
        if let Fault::Hangs(failed) | Fault::Gone(failed) = &self.fault {
            failed.store(true, Ordering::Relaxed);
        }
    }

    /// What any call meets first.
    async fn meet(&self) -> Result<()> {
        match &self.fault {
            Fault::Slow(delay) => tokio::time::sleep(*delay).await,
            Fault::Hangs(failed) if failed.load(Ordering::Relaxed) => std::future::pending().await,
            Fault::Gone(failed) if failed.load(Ordering::Relaxed) => {
                return Err(refusal(ErrorKind::NotConnected));
            }
            _ => {}
        }
        Ok(())
    }

    /// A closed gate.
    pub(crate) fn gated() -> Arc<Self> {
        Self::new(Fault::Gate(Semaphore::new(0)))
    }

    /// A gate before the reads, not yet shut.
    pub(crate) fn held_up() -> Arc<Self> {
        Self::new(Fault::ReadGate(Semaphore::new(1)))
    }

    fn new(fault: Fault) -> Arc<Self> {
        let objects = InMemory::new();
        Arc::new(Self { objects, fault })
    }

    /// Lets everything through from now on.
    pub(crate) fn open(&self) {
        if let Fault::Gate(gate) | Fault::ReadGate(gate) = &self.fault {
            gate.close();
        }
    }

    /// Lets nothing through any more until it is opened.
    pub(crate) fn shut(&self) {
        if let Fault::ReadGate(gate) = &self.fault {
            gate.forget_permits(1);
        }
    }

    /// The names of what is stored.
    pub(crate) async fn names(&self) -> Vec<String> {
        let found: Vec<_> = self.objects.list(None).try_collect().await.unwrap();
        found.iter().map(|meta| meta.location.to_string()).collect()
    }
}

fn refusal(why: ErrorKind) -> Error {
    Error::Generic {
        store: "folder",
        source: Box::new(std::io::Error::from(why)),
    }
}

impl fmt::Display for FaultyStore {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:?}", self.fault)
    }
}

#[async_trait]
impl ObjectStore for FaultyStore {
    async fn put_opts(&self, at: &Path, data: PutPayload, how: PutOptions) -> Result<PutResult> {
        self.meet().await?;
        match &self.fault {
            Fault::Refuses(why) => return Err(refusal(*why)),
            Fault::Gate(gate) if at.as_ref().starts_with("segments/") => drop(gate.acquire().await),
            _ => {}
        }
        self.objects.put_opts(at, data, how).await
    }

    async fn put_multipart_opts(
        &self,
        at: &Path,
        how: PutMultipartOptions,
    ) -> Result<Box<dyn MultipartUpload>> {
        self.meet().await?;
        if let Fault::Refuses(why) = &self.fault {
            return Err(refusal(*why));
        }
        self.objects.put_multipart_opts(at, how).await
    }

    async fn get_opts(&self, at: &Path, how: GetOptions) -> Result<GetResult> {
        self.meet().await?;
        if let Fault::ReadGate(gate) = &self.fault
            && at.as_ref().starts_with("segments/")
        {
            // A permit is only lent: each one lets any number of reads through.
            drop(gate.acquire().await);
        }
        self.objects.get_opts(at, how).await
    }

    fn delete_stream(
        &self,
        places: BoxStream<'static, Result<Path>>,
    ) -> BoxStream<'static, Result<Path>> {
        self.objects.delete_stream(places)
    }

    fn list(&self, prefix: Option<&Path>) -> BoxStream<'static, Result<ObjectMeta>> {
        self.objects.list(prefix)
    }

    async fn list_with_delimiter(&self, prefix: Option<&Path>) -> Result<ListResult> {
        self.objects.list_with_delimiter(prefix).await
    }

    async fn copy_opts(&self, from: &Path, to: &Path, how: CopyOptions) -> Result<()> {
        self.objects.copy_opts(from, to, how).await
    }
}
