package io.pitrguard.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.table.AccountRegion;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What holds for every console that takes findings. */
public abstract class FindingImportContract {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");

    /** Gives one that holds nothing yet. */
    protected abstract FindingImport console();

    /** Returns the ids of what it took, and the titles. */
    protected abstract Map<String, String> taken();

    /** Returns a finding of a table. */
    public static TableFinding finding(String table, String title, Instant at) {
        return new TableFinding(
                new AccountRegion("aws", "123456789012", "eu-west-1").table(table),
                TableFinding.Status.FAILED,
                Optional.of(Severity.HIGH),
                false,
                title,
                "Recovery is off.",
                Optional.of("Enable it."),
                List.of("NIST 800-53 CP-9"),
                Map.of("Rule", "all"),
                NOW,
                at);
    }

    @Test
    void takesAHundredFindings() {
        List<TableFinding> findings = IntStream.range(0, FindingImport.MOST_FINDINGS)
                .mapToObj(i -> finding("table-" + i, "off", NOW))
                .toList();

        assertThat(console().send(findings)).hasSize(100).allMatch(Optional::isEmpty);
        assertThat(taken().keySet())
                .isEqualTo(Set.copyOf(findings.stream().map(TableFinding::id).toList()));
    }

    @Test
    void updatesTheFindingOfTheSameId() {
        console().send(List.of(finding("orders", "off", NOW)));
        console().send(List.of(finding("orders", "too short", NOW.plusSeconds(60))));

        assertThat(taken())
                .isEqualTo(Map.of("arn:aws:dynamodb:eu-west-1:123456789012:table/orders/pitr-guard", "too short"));
    }
}
