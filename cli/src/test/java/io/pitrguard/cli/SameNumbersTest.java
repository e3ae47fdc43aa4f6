package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.pitrguard.config.policy.PolicyReader;
import io.pitrguard.config.policy.PolicyReading;
import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.ledger.LastObservation;
import io.pitrguard.domain.text.Counted;
import io.pitrguard.report.HtmlReport;
import io.pitrguard.report.Json;
import io.pitrguard.report.JsonRecords;
import io.pitrguard.report.ReportView;
import io.pitrguard.report.StatusView;
import io.pitrguard.report.SweepReports;
import io.pitrguard.report.SweepView;
import io.pitrguard.sandbox.state.Compliance;
import io.pitrguard.sandbox.state.Evaluation;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mail, report, terminal, CSV and AWS Config of one sweep of the demo's fleet tell the same numbers; and so does what the
 * ledger tells after it, but for tables that no longer exist: it counts those apart, and both say so in the same words.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SameNumbersTest {
    private static final Instant NINE = Instant.parse("2026-11-22T09:00:00Z");
    private static final Path EVENTS = Path.of("..", "events");
    private static final String DELETED = "deleted or being deleted";

    /** The numbers and tables of a document. */
    public record Document(StatusView.Summary summary, List<Judged> tables) {}

    /** A table's verdict, and the rule that it is from. */
    public record Judged(
            String name, VerdictKind verdict, @Nullable String rule) {}

    /** What only a report tells. */
    public record Costs(ReportView.Cost cost, List<Required> tables) {}

    /** What the policy asks of a table, and what that costs. */
    public record Required(
            String name, @Nullable String rule, ReportView.RecoveryView recovery, ReportView.TableCost cost) {}

    private final Properties before = (Properties) System.getProperties().clone();
    private SweepView sweep;
    private String mail;
    private Map<String, Evaluation> config;
    private Document ledgerReport;
    private Costs ledgerCosts;
    private Document status;
    private String reported;
    private String statusText;

    @TempDir
    static Path folder;

    @BeforeAll
    void run() throws IOException {
        byte[] policy = Files.readAllBytes(
                Path.of("src", "main", "resources", "io", "pitrguard", "cli", "demo", "policy.yaml"));
        PolicyReading.Valid valid = (PolicyReading.Valid) PolicyReader.read("demo.yaml", policy);
        try (DemoAccount account = new DemoAccount(NINE, valid.policy())) {
            DemoFleet.seed(account.sandbox(), LocalDate.ofInstant(NINE, ZoneOffset.UTC));
            SampleConfigRule.create(account.sandbox());
            sweep = JsonRecords.read(
                    SweepView.class, account.invoke(LocalFunction.SWEEP, event("scheduled-sweep/hourly.json")));
            Map<?, ?> message =
                    (Map<?, ?>) Json.parse(account.newMails().getFirst().message());
            mail = String.valueOf(message.get("email"));
            String scheduled = event("config-rule/scheduled.json");
            // What is undetermined is reported to nobody: the invocation fails for it, after the others are reported.
            assertThatThrownBy(() -> account.invoke(LocalFunction.CONFIG_RULE, scheduled))
                    .hasMessageStartingWith("Undetermined, so not reported to AWS Config: audit-log: ");
            config = Map.copyOf(
                    account.sandbox().config().rules().get("pitr-guard").dashboard());
            Path file = Files.write(folder.resolve("demo.yaml"), policy);
            reported = run(
                    "report",
                    "--policy",
                    file.toString(),
                    "--output",
                    folder.resolve("report.json").toString());
            ledgerCosts = JsonRecords.read(Costs.class, Files.readString(folder.resolve("report.json")));
            ledgerReport = JsonRecords.read(Document.class, Files.readString(folder.resolve("report.json")));
            status = JsonRecords.read(Document.class, run("status", "--output", "json"));
            statusText = run("status");
        }
    }

    private static String run(String... command) {
        StringWriter out = new StringWriter();
        String[] arguments = Stream.concat(Stream.of(command), Stream.of("--ledger", DemoAccount.LEDGER))
                .toArray(String[]::new);
        Main.run(new PrintWriter(out), new PrintWriter(Writer.nullWriter()), arguments);
        return out.toString();
    }

    @AfterAll
    void restore() {
        System.setProperties(before);
    }

    private static String event(String file) throws IOException {
        return Files.readString(EVENTS.resolve(file));
    }

    /** Returns what the sweep counted, which has every verdict. */
    private Map<VerdictKind, Integer> counted() {
        SweepView.Summary summary = sweep.summary();
        Map<VerdictKind, Integer> counted = new EnumMap<>(VerdictKind.class);
        counted.put(VerdictKind.COMPLIANT, summary.compliant());
        counted.put(VerdictKind.NON_COMPLIANT, summary.nonCompliant());
        counted.put(VerdictKind.EXEMPT, summary.exempt());
        counted.put(VerdictKind.NOT_APPLICABLE, summary.notApplicable());
        counted.put(VerdictKind.UNDETERMINED, summary.undetermined());
        assertThat(counted.values()).allSatisfy(count -> assertThat(count).isPositive());
        return counted;
    }

    private static Map<VerdictKind, Integer> counted(StatusView.Summary summary) {
        return new EnumMap<>(Map.of(
                VerdictKind.COMPLIANT, summary.compliant(),
                VerdictKind.NON_COMPLIANT, summary.nonCompliant(),
                VerdictKind.EXEMPT, summary.exempt(),
                VerdictKind.NOT_APPLICABLE, summary.notApplicable(),
                VerdictKind.UNDETERMINED, summary.undetermined()));
    }

    /** Returns the names of the tables with each verdict. */
    private static <T> Map<VerdictKind, Set<String>> names(
            List<T> tables, Function<T, String> name, Function<T, VerdictKind> verdict) {
        return tables.stream()
                .collect(Collectors.groupingBy(
                        verdict, Collectors.mapping(name, Collectors.toCollection(TreeSet::new))));
    }

    /** Returns the numbers before these words; mails and terminals have their own words for a verdict. */
    private static Map<VerdictKind, Integer> numbers(String text) {
        Map<VerdictKind, Integer> numbers = new EnumMap<>(VerdictKind.class);
        Matcher matcher = Pattern.compile(
                        "(\\d+) (not compliant|non-compliant|undetermined|compliant|exempt|not applicable)\\b")
                .matcher(text);
        while (matcher.find()) {
            VerdictKind kind = switch (matcher.group(2)) {
                case "not compliant", "non-compliant" -> VerdictKind.NON_COMPLIANT;
                case "undetermined" -> VerdictKind.UNDETERMINED;
                case "compliant" -> VerdictKind.COMPLIANT;
                case "exempt" -> VerdictKind.EXEMPT;
                default -> VerdictKind.NOT_APPLICABLE;
            };
            Integer earlier = numbers.putIfAbsent(kind, Integer.valueOf(matcher.group(1)));
            assertThat(earlier).as("%s twice in %s", kind, text).isIn(null, Integer.valueOf(matcher.group(1)));
        }
        return numbers;
    }

    private static <T> Map<VerdictKind, Integer> byVerdict(List<T> all, Function<T, VerdictKind> of) {
        Map<VerdictKind, Integer> counts = new EnumMap<>(VerdictKind.class);
        all.forEach(each -> counts.merge(of.apply(each), 1, Integer::sum));
        return counts;
    }

    private ReportView report() {
        return SweepReports.of(sweep, SweepReports.Context.NONE);
    }

    @Test
    void mail() {
        assertThat(numbers(mail)).isEqualTo(counted());
    }

    @Test
    void terminal() {
        String text = OutputFormat.text.write(sweep, new Listing(new Screen(120, false), true));

        assertThat(numbers(text)).isEqualTo(counted());
    }

    @Test
    void csv() {
        List<List<String>> lines = Csv.parse(CsvOutput.text(sweep));

        assertThat(byVerdict(lines.subList(1, lines.size()), line -> VerdictKind.valueOf(line.get(2))))
                .isEqualTo(counted());
    }

    @Test
    void reportAndItsFiles() {
        ReportView report = report();
        Map<String, Object> document =
                ReportCommandTest.document(new String(HtmlReport.of(report), StandardCharsets.UTF_8));
        List<List<String>> lines = Csv.parse(ReportCsv.tables(report));

        assertThat(byVerdict(report.tables(), ReportView.TableView::verdict)).isEqualTo(counted());
        assertThat(document.get("summary")).isEqualTo(Json.parse(Json.write(report.summary())));
        assertThat(report.summary().tables()).isEqualTo(sweep.summary().tables());
        assertThat(byVerdict(lines.subList(1, lines.size()), line -> VerdictKind.valueOf(line.get(4))))
                .isEqualTo(counted());
        assertThat(report.headline().text())
                .startsWith("%d of %d tables fall short"
                        .formatted(
                                sweep.summary().nonCompliant(), sweep.summary().tables()));
    }

    @Test
    void awsConfig() {
        Map<Compliance, Integer> results = new EnumMap<>(Compliance.class);
        config.values().forEach(result -> results.merge(result.compliance(), 1, Integer::sum));
        Map<VerdictKind, Integer> counted = counted();

        assertThat(results)
                .isEqualTo(Map.of(
                        Compliance.COMPLIANT, counted.get(VerdictKind.COMPLIANT),
                        Compliance.NON_COMPLIANT, counted.get(VerdictKind.NON_COMPLIANT)));
        assertThat(report().tables())
                .filteredOn(table -> config.containsKey(table.name()))
                .allSatisfy(table -> assertThat(
                                config.get(table.name()).compliance().name())
                        .isEqualTo(table.verdict().name()));
        assertThat(report().tables())
                .filteredOn(table -> !config.containsKey(table.name()))
                .extracting(ReportView.TableView::verdict)
                .as("the dashboard shows no others")
                .containsOnly(VerdictKind.UNDETERMINED, VerdictKind.NOT_APPLICABLE, VerdictKind.EXEMPT);
    }

    @Test
    void annotationsSayWhatTheReportSays() {
        assertThat(report().tables())
                .filteredOn(table -> table.verdict() == VerdictKind.NON_COMPLIANT)
                .isNotEmpty()
                .allSatisfy(table -> assertThat(config.get(table.name()).annotation())
                        .contains(table.violations().getFirst().message()));
    }

    @Test
    void ledgerTellsTheSameOfTablesThatExist() {
        Map<VerdictKind, Integer> existing = counted();
        existing.merge(VerdictKind.NOT_APPLICABLE, -sweep.summary().gone(), Integer::sum);

        assertThat(sweep.summary().gone()).isPositive();
        assertThat(List.of(ledgerReport.summary(), status.summary())).allSatisfy(summary -> {
            assertThat(counted(summary)).isEqualTo(existing);
            assertThat(summary.gone()).isEqualTo(sweep.summary().gone());
            assertThat(summary.tables() + summary.gone())
                    .isEqualTo(sweep.summary().tables());
        });
        assertThat(names(ledgerReport.tables(), Judged::name, Judged::verdict))
                .isEqualTo(names(status.tables(), Judged::name, Judged::verdict))
                .isEqualTo(names(
                        sweep.tables().stream().filter(table -> !table.gone()).toList(),
                        SweepView.TableView::name,
                        SweepView.TableView::verdict));
    }

    @Test
    void ledgerTellsTheSameRulesRequiredPeriodsAndCosts() {
        List<Required> ofSweep = report().tables().stream()
                .filter(table -> table.recovery().status() != LastObservation.Status.GONE)
                .map(table -> new Required(table.name(), table.rule(), table.recovery(), table.cost()))
                .toList();

        assertThat(ofSweep)
                .extracting(required -> required.recovery().requiredDays())
                .contains(35, 7);
        assertThat(ledgerCosts.tables())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("recovery", "cost.note")
                .containsExactlyInAnyOrderElementsOf(ofSweep);
        assertThat(ledgerCosts.tables())
                .extracting(Required::name, required -> required.recovery().requiredDays())
                .containsExactlyInAnyOrderElementsOf(ofSweep.stream()
                        .map(required ->
                                tuple(required.name(), required.recovery().requiredDays()))
                        .toList());
        assertThat(ledgerCosts.cost()).isEqualTo(report().cost());
        assertThat(ledgerCosts.cost().afterRemediation()).isPositive();
        assertThat(status.tables())
                .extracting(Judged::name, Judged::rule)
                .containsAll(ofSweep.stream()
                        .map(required -> tuple(required.name(), required.rule()))
                        .toList());
    }

    @Test
    void eachSaysHowItCountsDeletedTables() {
        String terminal = OutputFormat.text.write(sweep, new Listing(new Screen(120, false), true));
        String ofSweep = "%d not applicable (%d %s)"
                .formatted(sweep.summary().notApplicable(), sweep.summary().gone(), DELETED);
        String ofLedger =
                "%s %s, not counted".formatted(Counted.tables(sweep.summary().gone()), DELETED);

        assertThat(List.of(mail, terminal)).allSatisfy(text -> assertThat(text).contains(ofSweep));
        assertThat(List.of(reported, statusText))
                .allSatisfy(text -> assertThat(text).contains(ofLedger));
        assertThat(report().summary().gone()).isEqualTo(sweep.summary().gone());
        assertThat(report().tables())
                .filteredOn(table -> table.recovery().status() == LastObservation.Status.GONE)
                .hasSize(sweep.summary().gone());
    }
}
