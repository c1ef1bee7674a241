//! A vault to run the binary on, and the Python tools that read what it makes.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

/// A temporary folder of notes.
pub struct Vault {
    folder: tempfile::TempDir,
}

/// What a run of the binary gave.
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stdout_bytes: Vec<u8>,
    pub stderr: String,
    command: String,
}

impl Vault {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    /// A vault that holds a copy of `folder` of this repository, such as `notes`.
    pub fn copy_of(folder: &str) -> Self {
        let vault = Self::new();
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        for entry in ignore::Walk::new(&from).flatten().filter(|entry| entry.path().is_file()) {
            let to = vault.path(entry.path().strip_prefix(&from).expect("inside the folder").to_str().expect("UTF-8"));
            std::fs::create_dir_all(to.parent().expect("has a parent")).expect("folder made");
            std::fs::copy(entry.path(), to).expect("file copied");
        }
        vault
    }

    /// Writes a note (or any text file).
    pub fn note(self, path: &str, text: &str) -> Self {
        self.write(path, text.as_bytes());
        self
    }

    pub fn write(&self, path: &str, bytes: &[u8]) {
        let to = self.path(path);
        std::fs::create_dir_all(to.parent().expect("has a parent")).expect("folder made");
        std::fs::write(to, bytes).expect("file written");
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub fn bytes(&self, path: &str) -> Vec<u8> {
        std::fs::read(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub fn text(&self, path: &str) -> String {
        String::from_utf8(self.bytes(path)).expect("UTF-8")
    }

    pub fn exists(&self, path: &str) -> bool {
        self.path(path).exists()
    }

    /// Runs `recto` in the vault; arguments are split at spaces.
    pub fn run(&self, arguments: &str) -> Run {
        self.run_with(&arguments.split_whitespace().collect::<Vec<_>>(), b"")
    }

    /// The same at this time, in seconds since 1970.
    pub fn run_at(&self, time: u64, arguments: &str) -> Run {
        let arguments: Vec<_> = arguments.split_whitespace().collect();
        self.run_in(&arguments, b"", &[("SOURCE_DATE_EPOCH", &time.to_string())])
    }

    /// Runs `recto` in the vault with these arguments and standard input.
    pub fn run_with(&self, arguments: &[&str], input: &[u8]) -> Run {
        self.run_in(arguments, input, &[])
    }

    fn run_in(&self, arguments: &[&str], input: &[u8], environment: &[(&str, &str)]) -> Run {
        use std::io::Write;
        let mut child = Command::new(env!("CARGO_BIN_EXE_recto"))
            .args(arguments)
            .current_dir(self.folder.path())
            .env("NO_COLOR", "1")
            .envs(environment.iter().copied())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("recto starts");
        let mut stdin = child.stdin.take().expect("piped");
        let input = input.to_vec();
        let feeder = std::thread::spawn(move || drop(stdin.write_all(&input)));
        let output = child.wait_with_output().expect("recto ends");
        feeder.join().expect("fed");
        Run {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stdout_bytes: output.stdout,
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
            command: arguments.join(" "),
        }
    }
}

impl Run {
    #[track_caller]
    pub fn ok(self) -> Self {
        self.fails(0)
    }

    #[track_caller]
    pub fn fails(self, code: i32) -> Self {
        assert_eq!(self.code, code, "recto {}\n{}{}", self.command, self.stdout, self.stderr);
        self
    }

    #[track_caller]
    pub fn stderr_has(self, text: &str) -> Self {
        assert!(self.stderr.contains(text), "no {text:?} in the messages of recto {}:\n{}", self.command, self.stderr);
        self
    }

    #[track_caller]
    pub fn stdout_has(self, text: &str) -> Self {
        assert!(self.stdout.contains(text), "no {text:?} in the output of recto {}:\n{}", self.command, self.stdout);
        self
    }
}

/// What the tests install from PyPI, once, under `target/`.
const PACKAGES: [&str; 5] = ["anki==26.9.3", "pypdfium2", "pikepdf", "pillow", "pdfua"];

/// Runs a script of `tests/python/` with `arguments` and gives its standard output.
/// Without Python or a registry the test says "skipped: why" and gets `None`; `RECTO_NO_SKIP` makes that a failure.
pub fn python(script: &str, arguments: &[&str]) -> Option<String> {
    let interpreter = match interpreter() {
        Ok(path) => path,
        Err(why) => {
            assert!(std::env::var_os("RECTO_NO_SKIP").is_none(), "skipped: {why}");
            println!("skipped: {why}");
            return None;
        }
    };
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/python").join(script);
    let output = Command::new(interpreter).arg(&script).args(arguments).output().expect("Python starts");
    assert!(
        output.status.success(),
        "{} failed:\n{}{}",
        script.display(),
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    Some(String::from_utf8(output.stdout).expect("UTF-8"))
}

fn interpreter() -> &'static Result<PathBuf, String> {
    static INTERPRETER: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    INTERPRETER.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("target").join("python");
        let interpreter = folder.join("bin/python");
        let ready = folder.join("ready");
        if std::fs::read_to_string(&ready).is_ok_and(|packages| packages == PACKAGES.join(" ")) {
            return Ok(interpreter);
        }
        run(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
        run(Command::new(&interpreter)
            .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
            .args(PACKAGES))?;
        std::fs::write(ready, PACKAGES.join(" ")).map_err(|error| error.to_string())?;
        Ok(interpreter)
    })
}

fn run(command: &mut Command) -> Result<(), String> {
    let output = command.output().map_err(|error| format!("{command:?}: {error}"))?;
    if output.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&output.stderr).into_owned()) }
}
