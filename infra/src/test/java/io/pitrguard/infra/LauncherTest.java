package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** infra/app builds when it has to: in a folder that looks like the project, with a Maven and a JDK that only count. */
class LauncherTest {
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
    private static final List<String> SOURCES = List.of(
            "pom.xml",
            "core/pom.xml",
            "core/src/main/Core.java",
            "functions/pom.xml",
            "functions/src/main/Function.java",
            "functions/src/assembly/lambda.xml",
            "infra/pom.xml",
            "infra/src/main/Main.java");

    @TempDir
    private Path home;

    @BeforeEach
    void lay() throws IOException {
        for (String source : SOURCES) {
            Files.createDirectories(home.resolve(source).getParent());
            Files.setLastModifiedTime(Files.createFile(home.resolve(source)), LONG_AGO);
        }
        for (String folder : List.of(
                "core/src/main", "functions/src", "functions/src/main", "functions/src/assembly", "infra/src/main")) {
            Files.setLastModifiedTime(home.resolve(folder), LONG_AGO);
        }
        Files.copy(Path.of("app"), home.resolve("infra/app"));
        Files.createDirectory(home.resolve("scripts"));
        Files.copy(Path.of("../scripts/jdk.sh"), home.resolve("scripts/jdk.sh"));
        script("jdk/bin/java", "");
        script("jdk/bin/javac", "");
        Files.writeString(home.resolve("jdk/release"), "JAVA_VERSION=\"25\"\n");
        script("bin/mvn", """
                # Nobody else may build meanwhile.
                ! flock -n "$PROJECT/target/lock" true || exit 1
                echo built >>"$PROJECT/builds"
                mkdir -p "$PROJECT/infra/target/app/lib" "$PROJECT/functions/target"
                touch "$PROJECT/functions/target/pitr-guard-functions.zip" "$PROJECT/now"
                if [[ -n ${EDITED:-} ]]; then
                  until [[ $PROJECT/$EDITED -nt $PROJECT/now ]]; do touch "$PROJECT/$EDITED"; done
                fi
                """);
    }

    @Test
    void buildsOnFirstUseOnly() throws Exception {
        run("");
        run("");

        assertThat(builds()).isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pom.xml",
                "core/src/main/Core.java",
                "functions/src/assembly/lambda.xml",
                "infra/src/main/Main.java"
            })
    void buildsAfterAChange(String source) throws Exception {
        run("");
        Files.setLastModifiedTime(
                home.resolve(source), FileTime.from(Instant.now().plusSeconds(1)));
        run("");

        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void buildsAgainWhatWasEditedWhileItBuilt() throws Exception {
        run("functions/src/main/Function.java");
        run("");

        assertThat(builds()).isEqualTo(2);
    }

    private void run(String edited) throws IOException, InterruptedException {
        ProcessBuilder launcher = new ProcessBuilder(home.resolve("infra/app").toString())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("out").toFile());
        launcher.environment().put("JAVA_HOME", home.resolve("jdk").toString());
        launcher.environment().put("PATH", home.resolve("bin") + ":" + System.getenv("PATH"));
        launcher.environment().put("PROJECT", home.toString());
        launcher.environment().put("EDITED", edited);

        assertThat(launcher.start().waitFor()).as(this::said).isZero();
    }

    private String said() {
        try {
            return Files.readString(home.resolve("out"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private int builds() throws IOException {
        return Files.readAllLines(home.resolve("builds")).size();
    }

    private void script(String path, String lines) throws IOException {
        Path file = home.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/usr/bin/env bash\n" + lines);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
