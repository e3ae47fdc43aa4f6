package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The scripts of a release: what they take from elsewhere by its name is there. */
class ReleaseScriptsTest {
    private static final Path ROOT = Path.of("..");

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
