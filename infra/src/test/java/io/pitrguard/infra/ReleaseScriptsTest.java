package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The scripts of a release: what they take from elsewhere by its name is there. */
class ReleaseScriptsTest {
    private static final Path ROOT = Path.of("..");

    /** By another name, training runs with repeated calls would count, and two builds would differ now and then. */
    @Test
    void theClassThatTellsOfRepeatedCallsIsInTheSdk() throws IOException {
        Matcher named =
                Pattern.compile("(?m)^retried=([\\w.]+)$").matcher(Files.readString(ROOT.resolve("release/build")));

        assertThat(named.find()).isTrue();
        assertThatCode(() -> Class.forName(named.group(1))).doesNotThrowAnyException();
    }

    @Test
    void whatTheReleaseShipsIsWhatTheFunctionsBuild() throws IOException {
        String build = Files.readString(ROOT.resolve("release/build"));
        String functions = Files.readString(ROOT.resolve("functions/pom.xml"));

        for (String name : new String[] {"pitr-guard-functions", "pitr-guard-recovery"}) {
            assertThat(functions).contains("<finalName>" + name + "</finalName>");
            assertThat(build)
                    .contains("\"$home/functions/target/%1$s.zip\" \"$folder/%1$s-$version.zip\"".formatted(name));
        }
    }
}
