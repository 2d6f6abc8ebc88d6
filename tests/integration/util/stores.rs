//! A store that fails or waits, over one in memory.

use std::fmt;
use std::sync::Arc;

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
    /// The disk is full.
    Full,
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
        Self::new(Fault::Full)
    }

    /// A closed gate.
    pub(crate) fn gated() -> Arc<Self> {
        Self::new(Fault::Gate(Semaphore::new(0)))
    }

    /// A gate before the reads, not yet shut.
    pub(crate) fn slow() -> Arc<Self> {
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

impl fmt::Display for FaultyStore {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:?}", self.fault)
    }
}

#[async_trait]
impl ObjectStore for FaultyStore {
    async fn put_opts(&self, at: &Path, data: PutPayload, how: PutOptions) -> Result<PutResult> {
        match &self.fault {
            Fault::Full => {
                return Err(Error::Generic {
                    store: "folder",
                    source: Box::new(std::io::Error::from(std::io::ErrorKind::StorageFull)),
                });
            }
            Fault::Gate(gate) if at.as_ref().starts_with("segments/") => drop(gate.acquire().await),
            Fault::Gate(_) | Fault::ReadGate(_) => {}
        }
        self.objects.put_opts(at, data, how).await
    }

    async fn put_multipart_opts(
        &self,
        at: &Path,
        how: PutMultipartOptions,
    ) -> Result<Box<dyn MultipartUpload>> {
        self.objects.put_multipart_opts(at, how).await
    }

    async fn get_opts(&self, at: &Path, how: GetOptions) -> Result<GetResult> {
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
