package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.ledger.LastObservation;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.report.Json;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.traffic.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code pitr-guard report} and {@code sweep --html}: their files and their AWS calls. */
class ReportCommandTest {
    private static final String POLICY = """
            version: 1
            rules:
              - name: all
                require: { recoveryPeriodDays: 35 }
                action: alert
            """;

    @TempDir
    private Path folder;

    private final Cli cli = Cli.start();

    @AfterEach
    void close() {
        cli.close();
    }

    private String policy() {
        return Cli.file(folder, "policy.yaml", POLICY);
    }

    private void sweep() {
        LedgerSeed.create(cli);
        cli.sandbox().tables().create("orders").disabled();
        cli.sandbox().tables().create("carts").enabled(35);
        cli.sweep("--ledger", LedgerSeed.LEDGER, "--policy", policy()).ends(2);
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private String read(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    /** Returns the document in a page. */
    static Map<String, Object> document(String html) {
        String begin = "<script type=\"application/json\" id=\"report\">";
        int from = html.indexOf(begin) + begin.length();
        return map(Json.parse(html.substring(from, html.indexOf("</script>", from))));
    }

    @SuppressWarnings("unchecked") // The document is the test's own.
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    private static Map<String, Object> map(Map<String, Object> document, String name) {
        return map(document.get(name));
    }

    private static List<Object> list(Map<String, Object> document, String name) {
        return List.copyOf((List<?>) document.get(name));
    }

    @Test
    void refusesAFileThatIsNamedAsAFormat() {
        assertThat(Cli.run("report", "--output", "json").ends(64).err())
                .startsWith("pitr-guard: --output names a file, and json is a format: --format json, or --output"
                        + " report.json\n");
        assertThat(Cli.run("report", "--output", "controls").ends(64).err())
                .contains("--format controls, or --output controls.csv");
    }

    @Test
    void writesOnePageFromTheLedgerAndCallsOnlyTheLedger() throws IOException {
        sweep();
        cli.sandbox().calls().clear();

        CommandResult result = Cli.run("report", "--policy", policy(), "--output", file("report.html"))
                .ends(0);

        assertThat(result.out())
                .isEqualTo("1 of 3 tables falls short of the policy.\n"
                        + "Follow the remedy of each table, the worst first.\n"
                        + "Report: " + file("report.html") + "\n");
        assertThat(result.err()).isEmpty();
        Map<String, Object> document = document(read("report.html"));
        assertThat(map(document, "summary").get("nonCompliant")).isEqualTo(1L);
        assertThat(map(map(document, "report"), "policy").get("source")).isEqualTo(policy());
        assertThat(list(document, "sweeps")).hasSize(1);
        assertThat(list(document, "tables"))
                .extracting(table -> map(map(table), "recovery").get("requiredDays"))
                .containsOnly(35L);
        assertThat(cli.sandbox().calls().all()).extracting(Call::operation).containsOnly("GetCallerIdentity", "Query");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .as("no part of a file stays")
                    .containsExactlyInAnyOrder("policy.yaml", "report.html");
        }
    }

    @Test
    void formatFollowsTheFileUnlessItIsNamed() throws IOException {
        sweep();

        Cli.run("report", "--output", file("r.json")).ends(0);
        Cli.run("report", "--output", file("r.CSV")).ends(0);
        Cli.run("report", "--output", file("r.jsonl")).ends(0);
        Cli.run("report", "--output", file("r.txt"), "--format", "controls").ends(0);

        assertThat(map(map(Json.parse(read("r.json"))), "headline").get("severity"))
                .isEqualTo("HIGH");
        List<List<String>> tables = Csv.parse(read("r.CSV"));
        assertThat(tables).hasSize(4);
        assertThat(tables.getFirst()).startsWith("account", "region", "table", "arn", "verdict");
        assertThat(tables)
                .filteredOn(line -> line.get(2).equals("orders"))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.get(7)).isEqualTo("RecoveryDisabled");
                    assertThat(line.get(8)).contains("NIST SP 800-53 r5 CP-9; ");
                });
        assertThat(read("r.jsonl").lines())
                .hasSize(3)
                .allSatisfy(line -> assertThat(Json.parse(line)).isInstanceOf(Map.class));
        assertThat(Csv.parse(read("r.txt")))
                .filteredOn(line -> line.get(1).equals("CP-9") && line.get(5).equals("RecoveryDisabled"))
                .singleElement()
                .satisfies(line -> assertThat(line.getLast()).isEqualTo("1"));
    }

    @Test
    void organizationHasTheTablesOfAllAccountsAndRegions() throws IOException {
        LedgerSeed.create(cli);
        for (String account : List.of("111122223333", "444455556666")) {
            LedgerSeed.seen(
                    new AccountRegion("aws", account, "us-east-1").table("orders"),
                    Instant.now(),
                    VerdictKind.NON_COMPLIANT,
                    Map.of(FindingKind.RECOVERY_DISABLED, "Point-in-time recovery is off."),
                    LastObservation.Status.DISABLED);
        }

        CommandResult result = Cli.run("report", "--organization", "--quiet", "--output", file("r.json"))
                .ends(0);

        assertThat(result.out()).isEmpty();
        Map<String, Object> document = map(Json.parse(read("r.json")));
        assertThat(map(map(document, "report"), "scope"))
                .containsEntry("organization", null)
                .containsEntry("accounts", 2L)
                .containsEntry("regions", 1L);
        assertThat(list(document, "places"))
                .extracting(place -> map(place).get("account"))
                .containsExactly("111122223333", "444455556666");
        assertThat(list(document, "tables")).hasSize(2);
        assertThat(map(document, "summary").get("nonCompliant")).isEqualTo(2L);
    }

    @Test
    void standardOutputHasTheDocumentAlone() {
        sweep();

        CommandResult result =
                Cli.run("report", "--output", "-", "--format", "json").ends(0);

        assertThat(Json.parse(result.out())).isInstanceOf(Map.class);
        assertThat(document(Cli.run("report", "--output", "-").ends(0).out())).containsKey("tables");
    }

    @Test
    void saysWhatItNeeds() throws IOException {
        assertThat(Cli.run("report", "--output", file("r.html")).ends(1).err())
                .contains("There is no table pitr-guard-ledger in this account and region", "Deploy pitr-guard there");
        LedgerSeed.create(cli);
        assertThat(Cli.run("report", "--output", file("r.html")).ends(1).err())
                .contains("the ledger pitr-guard-ledger has no tables of eu-west-1, account 123456789012.");
        Cli.run("report", "--output", file("none/r.html"))
                .refuses(
                        1,
                        "pitr-guard: could not write %s: there is no folder %s. Create it, or name another file."
                                .formatted(file("none/r.html"), file("none")));
        Cli.run("report", "--output", folder.toString())
                .refuses(1, "pitr-guard: could not write %s: it is a folder. Name a file.".formatted(folder));
        assertThat(Cli.run("report", "--open", "--output", file("r.csv"))
                        .ends(64)
                        .err())
                .contains("--open requires an HTML file");
        assertThat(Cli.run("report", "--organization", "--account", "111122223333")
                        .ends(64)
                        .err())
                .contains("--account cannot be used with --organization");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void aDeniedCallNamesItsRemedyAndLeavesTheFileAsItWas() throws IOException {
        sweep();
        Cli.file(folder, "r.html", "before");
        cli.sandbox().faults().add(Fault.on("Query", Effect.DENIED));

        assertThat(Cli.run("report", "--output", file("r.html")).ends(1).err())
                .contains("could not read the ledger pitr-guard-ledger", "dynamodb:Query");
        assertThat(read("r.html")).isEqualTo("before");
    }

    @Test
    void sweepWritesItsReportWithCostsAndRecordsItselfInTheLedger() throws IOException {
        sweep();

        CommandResult result = cli.sweep(
                        "--ledger", LedgerSeed.LEDGER, "--policy", policy(), "--html", file("sweep.html"))
                .ends(2);

        assertThat(result.err()).contains("pitr-guard: the report is in " + file("sweep.html"));
        Map<String, Object> document = document(read("sweep.html"));
        assertThat(map(document, "report").get("from")).isEqualTo("sweep");
        assertThat(map(document, "summary").get("tables")).isEqualTo(3L);
        assertThat(list(document, "sweeps")).as("one a day").hasSize(1);
        assertThat(map(document, "cost").get("unknown"))
                .as("each table's size is read")
                .isEqualTo(0L);
    }

    @Test
    void sweepChecksTheFileBeforeItBegins() {
        cli.sandbox().tables().create("orders").disabled();

        assertThat(cli.sweep("--html", file("none/r.html")).ends(1).err()).contains("there is no folder");
        assertThat(cli.sweep("--html", "-").ends(64).err()).contains("--html requires a file");
        assertThat(cli.sandbox().calls().all()).isEmpty();
    }

    @Test
    void selectedTablesAreNoSweepOfTheHistory() throws IOException {
        sweep();
        cli.sweep("--ledger", LedgerSeed.LEDGER, "--policy", policy(), "--table", "orders")
                .ends(2);

        Cli.run("report", "--output", file("r.json")).ends(0);

        assertThat(list(map(Json.parse(read("r.json"))), "sweeps"))
                .singleElement()
                .satisfies(sweep -> assertThat(map(sweep).get("compliant")).isEqualTo(2L));
    }
}
