package io.pitrguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.restore.RestoreCost;
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

    /** The page that decides which way to go has the costs of the same example. */
    @ParameterizedTest
    @EnumSource
    void decisionHasTheCostOfTheExample(RunbookFlow flow) throws IOException {
        RestoreCost.Usd cost = (RestoreCost.Usd) RunbookExample.cost(flow);
        String shown = "$" + cost.least() + (cost.most().compareTo(cost.least()) > 0 ? " to $" + cost.most() : "");

        assertThat(Files.readAllLines(FOLDER.resolveSibling("recovery.md")))
                .filteredOn(line -> line.startsWith("|") && line.contains("runbooks/" + flow.file()))
                .singleElement()
                .asString()
                .contains("| " + shown);
    }
}
