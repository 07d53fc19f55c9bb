//! Runs the program in a temporary folder.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

/// A command line with its files and environment, and the expected result.
#[must_use = "nothing runs before `passes` or `run`"]
pub(crate) struct Test {
    args: Vec<String>,
    environment: Vec<(String, String)>,
    /// What is piped in; none for `/dev/null`.
    stdin: Option<Vec<u8>>,
    folder: TempDir,
    out: String,
    err: String,
    status: i32,
}

/// The result of a run.
pub(crate) struct Run {
    pub(crate) out: String,
    pub(crate) err: String,
    pub(crate) status: i32,
}

impl Test {
    pub(crate) fn new(args: &[&str]) -> Self {
        Self {
            args: args.iter().map(|&arg| arg.to_owned()).collect(),
            environment: Vec::new(),
            stdin: None,
            folder: temporary_folder(),
            out: String::new(),
            err: String::new(),
            status: 0,
        }
    }

    /// The same files with another command line.
    pub(crate) fn then(mut self, args: &[&str]) -> Self {
        self.args = args.iter().map(|&arg| arg.to_owned()).collect();
        self
    }

    /// Adds a file to the folder.
    pub(crate) fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    /// The path of a file in the folder.
    pub(crate) fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    /// The bytes of a file in the folder.
    pub(crate) fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.folder.path().join(name)).unwrap()
    }

    pub(crate) fn content(&self, name: &str) -> String {
        String::from_utf8(self.bytes(name)).unwrap()
    }

    /// Adds a folder to the folder.
    pub(crate) fn folder(self, name: &str) -> Self {
        fs::create_dir_all(self.folder.path().join(name)).unwrap();
        self
    }

    /// Adds a symbolic link with a relative target.
    #[cfg(unix)]
    pub(crate) fn link(self, name: &str, to: &str) -> Self {
        std::os::unix::fs::symlink(to, self.folder.path().join(name)).unwrap();
        self
    }

    /// Takes away the permission to read a file.
    #[cfg(unix)]
    pub(crate) fn unreadable(self, name: &str) -> Self {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(self.folder.path().join(name), fs::Permissions::from_mode(0o000)).unwrap();
        self
    }

    #[cfg(unix)]
    pub(crate) fn can_read(&self, name: &str) -> bool {
        fs::read(self.folder.path().join(name)).is_ok()
    }

    /// The text of a file in the folder, if it exists.
    pub(crate) fn read(&self, name: &str) -> Option<String> {
        fs::read_to_string(self.folder.path().join(name)).ok()
    }

    pub(crate) fn stdin(mut self, content: impl AsRef<[u8]>) -> Self {
        self.stdin = Some(content.as_ref().to_owned());
        self
    }

    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn stdout(mut self, expected: &str) -> Self {
        expected.clone_into(&mut self.out);
        self
    }

    pub(crate) fn stderr(mut self, expected: &str) -> Self {
        expected.clone_into(&mut self.err);
        self
    }

    pub(crate) fn status(mut self, expected: i32) -> Self {
        self.status = expected;
        self
    }

    /// Runs the program and compares outputs and status.
    #[track_caller]
    pub(crate) fn passes(self) {
        let run = self.run();
        let expected = format!("out:\n{}\nerr:\n{}\nstatus: {}", self.out, self.err, self.status);
        let found = format!("out:\n{}\nerr:\n{}\nstatus: {}", run.out, run.err, run.status);
        assert!(found == expected, "caveat {:?}\n\nexpected {expected}\n\nfound {found}", self.args);
    }

    #[track_caller]
    pub(crate) fn run(&self) -> Run {
        let (status, out, err) = self.start(Stdio::piped(), Stdio::piped());
        Run { out, err, status }
    }

    /// Runs with the given standard output; returns status and standard error.
    #[track_caller]
    #[cfg(target_os = "linux")]
    pub(crate) fn run_into(&self, out: impl Into<Stdio>) -> (i32, String) {
        let (status, _, err) = self.start(out.into(), Stdio::piped());
        (status, err)
    }

    /// Runs with a closed standard output; returns status and standard error.
    #[track_caller]
    pub(crate) fn run_into_closed_stdout(&self) -> (i32, String) {
        let (status, _, err) = self.start(closed_pipe(), Stdio::piped());
        (status, err)
    }

    /// Runs with a closed standard error; returns status and standard output.
    #[track_caller]
    pub(crate) fn run_into_closed_stderr(&self) -> (i32, String) {
        let (status, out, _) = self.start(Stdio::piped(), closed_pipe());
        (status, out)
    }

    /// Starts the program without input, and does not wait for it.
    #[track_caller]
    pub(crate) fn spawn(&self) -> Running {
        let mut child =
            self.command().stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let (sender, lines) = mpsc::channel();
        thread::spawn(move || {
            for line in out.lines().map_while(Result::ok) {
                // The receiver is gone: the test is over.
                let _ = sender.send(line);
            }
        });
        Running { child, lines }
    }

    /// Writes a file while the program runs.
    pub(crate) fn write(&self, name: &str, content: &str) {
        fs::write(self.folder.path().join(name), content).unwrap();
    }

    #[track_caller]
    fn start(&self, out: Stdio, err: Stdio) -> (i32, String, String) {
        let mut command = self.command();
        let stdin = if self.stdin.is_some() { Stdio::piped() } else { Stdio::null() };
        command.stdin(stdin).stdout(out).stderr(err);
        let mut child = command.spawn().unwrap();
        drop(command);
        let stdin = child.stdin.take();
        let output = thread::scope(|scope| {
            scope.spawn(move || {
                if let (Some(mut stdin), Some(text)) = (stdin, &self.stdin) {
                    // The program need not read its input.
                    let _ = stdin.write_all(text);
                }
            });
            child.wait_with_output().unwrap()
        });
        let text = |bytes| String::from_utf8(bytes).expect("the program writes UTF-8");
        (output.status.code().expect("no signal ended it"), text(output.stdout), text(output.stderr))
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_caveat"));
        command.args(&self.args).current_dir(self.folder.path());
        for name in ["NO_COLOR", "CLICOLOR_FORCE", "COLORTERM", "COLORFGBG"] {
            command.env_remove(name);
        }
        command.env("TERM", "xterm-256color");
        command.env_remove("CAVEAT_CONFIG");
        // Only the settings and the judgements that the test brings.
        command.env("XDG_CONFIG_HOME", self.folder.path());
        command.env("XDG_DATA_HOME", self.folder.path().join("data"));
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        command
    }
}

/// A running program.
pub(crate) struct Running {
    child: Child,
    lines: Receiver<String>,
}

impl Running {
    /// Reads lines from standard error up to one with this beginning.
    #[track_caller]
    pub(crate) fn until(&self, beginning: &str) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        while lines.last().is_none_or(|line| !line.starts_with(beginning)) {
            let line = self.lines.recv_timeout(Duration::from_secs(30));
            lines.push(line.unwrap_or_else(|_| panic!("no line begins with {beginning:?}: {lines:#?}")));
        }
        lines
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Run {
    /// Standard output, after asserting success and an empty standard error.
    #[track_caller]
    pub(crate) fn stdout(self) -> String {
        assert_eq!((self.status, self.err.as_str()), (0, ""));
        self.out
    }

    #[track_caller]
    pub(crate) fn json(self) -> serde_json::Value {
        serde_json::from_str(&self.stdout()).unwrap()
    }
}

/// A pipe whose reader is closed.
fn closed_pipe() -> Stdio {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    writer.into()
}

/// A temporary folder in the build folder.
fn temporary_folder() -> TempDir {
    tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap()
}

/// Compares a text with the file of that name under `tests`, or writes the file if `UPDATE_GOLDEN` is set.
#[track_caller]
pub(crate) fn golden(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, text).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(text == expected, "tests/{name} is not what is printed now:\n{text}\nUPDATE_GOLDEN=1 cargo test writes it");
}

/// Checks JSON against a part of the schema of summaries, or all of it.
#[track_caller]
pub(crate) fn valid(json: &serde_json::Value, part: &str) {
    valid_by(include_str!("../../schema/caveat-2.schema.json"), json, part);
}

/// Checks JSON against a part of a schema, or all of it.
#[track_caller]
pub(crate) fn valid_by(schema: &str, json: &serde_json::Value, part: &str) {
    let mut schema: serde_json::Value = serde_json::from_str(schema).unwrap();
    if !part.is_empty() {
        schema = serde_json::json!({ "$ref": part, "$defs": schema["$defs"] });
    }
    let errors: Vec<_> = jsonschema::validator_for(&schema)
        .unwrap()
        .iter_errors(json)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

/// Asserts that nothing in a text controls a terminal or deceives its reader.
#[track_caller]
pub(crate) fn harmless(text: &str) {
    let harm: Vec<_> = text.chars().filter(|&c| c != '\n' && caveat::text::visible::suspicious(c)).collect();
    assert!(harm.is_empty(), "{harm:?} in {text}");
}

/// Has a shell parse a script without running it, if the shell is installed.
#[track_caller]
pub(crate) fn reads(shell: &str, script: &str) {
    let folder = temporary_folder();
    let path = folder.path().join("script");
    fs::write(&path, script).unwrap();
    if let Ok(output) = Command::new(shell).arg("-n").arg(&path).output() {
        assert!(output.status.success(), "{shell}: {}", String::from_utf8_lossy(&output.stderr));
    }
}
