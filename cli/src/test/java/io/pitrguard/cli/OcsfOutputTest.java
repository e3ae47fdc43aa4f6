package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.report.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --output ocsf}: sweep, status and report tell the same of each table. */
class OcsfOutputTest {
    @TempDir
    private Path folder;

    private final Cli cli = Cli.start();
    private String policy = "";

    @BeforeEach
    void fleet() {
        LedgerSeed.create(cli);
        // The ledger is a table, too.
        cli.sandbox().tables().create("carts").enabled(35);
        cli.sandbox().tables().create("critical").enabled(7).tags(Map.of("tier", "critical"));
        cli.sandbox().tables().create("orders").disabled();
        policy = Cli.file(folder, "policy.yaml", """
                version: 1
                rules:
                  - name: critical
                    match: { tag: tier=critical }
                    require: { recoveryPeriodDays: 35 }
                  - name: everything
                    require: { recoveryPeriodDays: 7 }
                """);
    }

    @AfterEach
    void close() {
        cli.close();
    }

    @SuppressWarnings("unchecked") // The findings are the test's own.
    private static List<Map<String, Object>> findings(CommandResult result) {
        return result.out()
                .lines()
                .map(line -> (Map<String, Object>) Json.parse(line))
                .toList();
    }

    /** Returns what a finding says, without when and by what it was said. */
    private static Map<String, Object> said(Map<String, Object> finding) {
        return Map.of(
                "message", finding.get("message"),
                "status", finding.get("status_id"),
                "severity", finding.get("severity_id"));
    }

    @Test
    void sweepStatusAndReportSayTheSame() {
        List<Map<String, Object>> swept =
                findings(cli.sweep("--policy", policy, "--ledger", LedgerSeed.LEDGER, "--output", "ocsf")
                        .ends(2));

        assertThat(swept).hasSize(4).allSatisfy(finding -> assertThat(finding).containsEntry("class_uid", 2003L));
        assertThat(findings(Cli.run("status", "--output", "ocsf", "--policy", policy)
                        .ends(2)))
                .map(OcsfOutputTest::said)
                .containsExactlyInAnyOrderElementsOf(
                        swept.stream().map(OcsfOutputTest::said).toList());
        assertThat(findings(Cli.run("report", "--format", "ocsf", "--output", "-", "--policy", policy)
                        .ends(0)))
                .map(OcsfOutputTest::said)
                .containsExactlyInAnyOrderElementsOf(
                        swept.stream().map(OcsfOutputTest::said).toList());
    }

    @Test
    void groupsAreNoFindings() {
        assertThat(cli.sweep("--group-by", "rule", "--output", "ocsf").ends(64).err())
                .startsWith("pitr-guard: --group-by cannot be used with --output ocsf, which is about tables\n");
    }
}
