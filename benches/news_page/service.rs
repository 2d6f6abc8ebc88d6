//! The service under measurement.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::Result;

use super::Round;
use super::shared::{BYTES_A_SECOND, Service, hear};

/// What is read of the page, a sentence a line.
pub(super) fn spoken_text(binary: &Path, page: &Path) -> Result<String> {
    let output = Command::new(binary).arg("text").arg(page).output()?;
    let lines = String::from_utf8(output.stdout)?;
    let written = lines.lines().filter_map(|line| line.split('\t').next());
    Ok(written.collect::<Vec<_>>().join("\n"))
}

/// One cold page on a freshly started, warm service.
pub(super) async fn round(binary: &Path, folder: &Path, html: &str) -> Result<Round> {
    let service = Service::start(binary, folder, &[])?;
    let began = Instant::now();
    let manifest = service.add(&serde_json::json!({ "html": html })).await?;
    let answer = service.client.get(service.mp3(&manifest)?).send().await?;
    let heard = hear(answer, began, usize::MAX).await?;
    Ok(Round {
        first_byte: heard.first_byte.as_secs_f64(),
        first_block: heard.first_block.map(|it| it.as_secs_f64()),
        whole: began.elapsed().as_secs_f64(),
        sound: heard.bytes as f64 / BYTES_A_SECOND,
        memory: service.process.memory(),
    })
}
