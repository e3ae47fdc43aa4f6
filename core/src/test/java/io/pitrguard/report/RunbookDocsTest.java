package io.pitrguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The runbooks in docs/runbooks are those of an example table; {@code -Dpitrguard.docs=write} rewrites them. */
class RunbookDocsTest {
    private static final Path FOLDER = Path.of("..", "docs", "runbooks");

    @ParameterizedTest
    @EnumSource
    void showsTheRunbookOfAnExample(RunbookFlow flow) throws IOException {
        Path file = FOLDER.resolve(flow.file());
        String now = RunbookExample.of(flow).markdown();
        if ("write".equals(System.getProperty("pitrguard.docs"))) {
            Files.writeString(file, now);
        }

        assertThat(Files.readString(file)).isEqualTo(now);
    }
}
