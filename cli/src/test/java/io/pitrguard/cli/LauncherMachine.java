package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A machine of its own for the launcher: a copy of it, made-up JDKs and a made-up Maven. */
final class LauncherMachine {
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
    private static final List<String> TOOLS =
            List.of("bash", "sh", "cat", "dirname", "find", "flock", "mkdir", "readlink", "rm", "tail", "touch");

    private final Path root;
    private final Path repository;
    private final Path path;

    LauncherMachine(Path root) throws IOException {
        this.root = root;
        this.repository = Files.createDirectories(root.resolve("my projects/pitr-guard"));
        this.path = Files.createDirectories(root.resolve("path"));
        for (String tool : TOOLS) {
            Files.createSymbolicLink(path.resolve(tool), Path.of("/usr/bin", tool));
        }
        script(repository.resolve("pitr-guard"), Files.readString(Path.of("../pitr-guard")));
        String search = Files.readString(Path.of("../scripts/jdk.sh"));
        assertThat(search).contains(" /usr/lib/jvm/*", " /usr/java/*", " /opt/java/*", " /Library/", " /opt/homebrew/");
        script(repository.resolve("scripts/jdk.sh"), search.replaceAll("(?<= )/(?=(usr|opt|Library)/)", root + "/"));
        sources();
    }

    private void sources() throws IOException {
        for (String module : List.of("", "sandbox/", "sandbox-items/", "report-page/", "core/", "functions/", "cli/")) {
            Path pom = repository.resolve(module + "pom.xml");
            Files.createDirectories(pom.getParent());
            old(Files.writeString(pom, "<project/>"));
        }
        for (String file : List.of("build.mjs", "package-lock.json", "report.schema.json")) {
            old(Files.writeString(repository.resolve("report-page/" + file), ""));
        }
        for (String folder : List.of(
                "sandbox/src/main",
                "sandbox-items/src/main",
                "report-page/src/main",
                "core/src/main",
                "functions/src/main",
                "cli/src/main",
                "cli/src/assembly",
                "events")) {
            old(Files.createDirectories(repository.resolve(folder)));
        }
    }

    private static void old(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
    }

    private static void script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    Path launcher() {
        return repository.resolve("pitr-guard");
    }

    Path app() {
        return repository.resolve("cli/target/app");
    }

    Path items() {
        return repository.resolve("sandbox-items/target/app");
    }

    /** Installs a JDK that says who it is and what it was told, and leaves the archive when it is trained. */
    Path jdk(String where, String version) throws IOException {
        Path home = root.resolve(where);
        script(home.resolve("bin/javac"), "#!/bin/bash\n");
        script(home.resolve("bin/java"), """
                #!/bin/sh
                for argument in "$@"; do
                  case $argument in
                    -XX:AOTCacheOutput=*) [ -z "$TRAINING_FAILS" ] || exit 1; echo > "${argument#*=}"; exit 0;;
                  esac
                done
                echo "%s"
                echo "AWS_MAX_ATTEMPTS: ${AWS_MAX_ATTEMPTS-not set}, AWS_REGION: ${AWS_REGION-not set}"
                for argument in "$@"; do echo "<$argument>"; done
                exit ${EXIT_CODE:-0}
                """.formatted(version));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    /** Puts a JDK's java on the PATH, as package managers do: by a link. */
    void onPath(Path jdk) throws IOException {
        Files.createSymbolicLink(path.resolve("java"), jdk.resolve("bin/java"));
    }

    /** Installs a Maven that does this, and a Node. */
    void maven(String does) throws IOException {
        script(path.resolve("node"), "#!/bin/sh\n");
        script(path.resolve("mvn"), "#!/bin/sh\necho \"$@\" >> '" + root.resolve("builds") + "'\n" + does + "\n");
    }

    /** Installs a Maven that builds, and fails where somebody else may build meanwhile. */
    void maven() throws IOException {
        maven("! flock -n '" + repository.resolve("target/lock") + "' sh -c : || exit 1\nmkdir -p '" + app()
                + "/lib' && echo > '" + app() + "/lib/one.jar' && echo > '" + app()
                + "/lib/two.jar'\ncase $* in *sandbox-items*) mkdir -p '" + items() + "' ;; esac");
    }

    /** Removes the Node. */
    void withoutNode() throws IOException {
        Files.delete(path.resolve("node"));
    }

    /** Gives the command lines of the builds so far. */
    List<String> builds() throws IOException {
        Path log = root.resolve("builds");
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    /** Changes a source of a module after the last build. */
    void changeSource(String module) throws IOException {
        Path source = Files.writeString(repository.resolve(module + "/src/main/New.java"), "class New {}");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
    }

    /** Is as after a build. */
    void built() throws IOException {
        Files.createDirectories(app().resolve("lib"));
        Files.writeString(app().resolve("lib/one.jar"), "");
        Files.writeString(app().resolve("lib/two.jar"), "");
        Files.writeString(app().resolve("built"), "");
    }

    /** Starts the launcher. */
    CommandResult run(Map<String, String> environment, String... arguments) throws Exception {
        return run(launcher(), environment, arguments);
    }

    /** Starts the launcher by this name. */
    CommandResult run(Path launcher, Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("/bin/bash", launcher.toString()));
        command.addAll(List.of(arguments));
        Path out = root.resolve("out");
        Path err = root.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(root.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH", path.toString(), "HOME", root.resolve("home").toString()));
        builder.environment().putAll(environment);
        int code = builder.start().waitFor();
        return new CommandResult(
                code, Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
    }
}
