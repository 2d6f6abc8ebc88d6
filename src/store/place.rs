//! Where a store is: a folder, or a bucket of a cloud.

use std::path::Path as FilePath;
use std::sync::Arc;

use object_store::ObjectStore;
use object_store::local::LocalFileSystem;
use object_store::prefix::PrefixStore;
use url::Url;

use super::StoreError;

/// The folder at `path`, which is made where it is missing.
pub(super) fn folder(path: &FilePath) -> Result<Arc<dyn ObjectStore>, StoreError> {
    std::fs::create_dir_all(path).map_err(|source| object_store::Error::Generic {
        store: "folder",
        source: Box::new(source),
    })?;
    Ok(Arc::new(LocalFileSystem::new_with_prefix(path)?))
}

/// What is at `url`: `s3://bucket/prefix`, `gs://bucket/prefix`, `az://container/prefix` or
/// `memory:///`.
///
/// Keys and regions come from the environment, under the names that each cloud's own tools use.
pub(super) fn cloud(url: &Url) -> Result<Arc<dyn ObjectStore>, StoreError> {
    let settings = std::env::vars().filter(|(name, _)| {
        let of = |prefix| name.starts_with(prefix);
        of("AWS_") || of("GOOGLE_") || of("AZURE_")
    });
    let settings = settings.map(|(name, value)| (name.to_ascii_lowercase(), value));
    let (objects, prefix) = object_store::parse_url_opts(url, settings)?;
    Ok(Arc::new(PrefixStore::new(objects, prefix)))
}
