package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.selfcheck.Footprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** docs/deploy.md tells what a deployment costs as it is computed here; {@code -Dpitrguard.docs=write} writes it anew. */
class CostDocTest {
    private static final Path FILE = Path.of("..", "docs", "deploy.md");
    private static final String BEGIN = "<!-- costs: written by a test of infra/ -->\n";
    private static final String END = "<!-- /costs -->";
    private static final int TABLES_OF_A_PAIR = 100;
    private static final List<Integer> FLEETS = List.of(100, 1_000, 10_000);

    private final AwsPrices prices = AwsPrices.read();
    private final Map<Footprint, List<MonthlyCosts>> footprints = new EnumMap<>(Footprint.class);
    private final List<MonthlyCosts> columns;

    CostDocTest() {
        for (Footprint footprint : Footprint.values()) {
            Quantities quantities = Quantities.read(footprint);
            footprints.put(
                    footprint,
                    FLEETS.stream()
                            .map(tables -> new MonthlyCosts(quantities, prices, tables))
                            .toList());
        }
        columns = footprints.values().stream().flatMap(List::stream).toList();
    }

    @Test
    void tellsWhatADeploymentCosts() throws IOException {
        String text = Files.readString(FILE);
        String now =
                text.substring(0, text.indexOf(BEGIN) + BEGIN.length()) + section() + text.substring(text.indexOf(END));
        if ("write".equals(System.getProperty("pitrguard.docs"))) {
            Files.writeString(FILE, now);
        }

        assertThat(Files.readString(FILE)).isEqualTo(now);
    }

    @Test
    void aTierEndsWhereTheNextBegins() {
        assertThat(prices.of("config evaluations", 100_000)).isEqualTo(100);
        assertThat(prices.of("config evaluations", 500_001) - 420).isBetween(0.0004, 0.0006);
    }

    @Test
    void theFleetsThatOneCallCannotJudgeNeedAFasterPace() {
        assertThat(of(Footprint.FULL)).extracting(MonthlyCosts::readsPerSecond).containsExactly(10, 10, 15);
        assertThat(MonthlyCosts.most(10)).isBetween(8_000L, 8_900L);
    }

    @Test
    void theLeanFootprintCostsAtMostFiveDollarsForAHundredTables() {
        assertThat(of(Footprint.LEAN).getFirst().total()).isLessThanOrEqualTo(5.0);
        assertThat(of(Footprint.MINIMAL).getFirst().total())
                .isLessThan(of(Footprint.LEAN).getFirst().total());
    }

    @ParameterizedTest
    @CsvSource({"40, 3", "500, 3"})
    void aPlaceOfAHundredTablesCostsAtMostADollarBeyondTheHub(int accounts, int regions) {
        OrganizationCosts costs = organization(accounts, regions);

        assertThat(costs.perPair()).isBetween(0.1, 1.0);
        assertThat(costs.hub())
                .as("the hub costs what one account does without its tables")
                .isLessThan(of(Footprint.FULL).getFirst().total());
    }

    private List<MonthlyCosts> of(Footprint footprint) {
        return Objects.requireNonNull(footprints.get(footprint));
    }

    private String section() {
        return "US dollars per month in %s, without AWS's free amounts, at list prices of %s. Assumed: %d days; per 100 tables %s calls and %s recorded changes a day, and %s tables that fall short or are exempt; %s mails a day.\n\n"
                        .formatted(
                                AwsPrices.REGION,
                                prices.asOf(),
                                MonthlyCosts.DAYS,
                                plain(MonthlyCosts.CALLS_A_DAY_AND_100),
                                plain(MonthlyCosts.ITEMS_A_DAY_AND_100),
                                plain(MonthlyCosts.REPORTED_OF_100),
                                plain(MonthlyCosts.MAILS_A_DAY))
                + table()
                + "\nAt 10 reads per second one call judges at most %s tables.\n"
                        .formatted(number(MonthlyCosts.most(10)))
                + rotation(of(Footprint.FULL).getLast())
                + organization();
    }

    private static String rotation(MonthlyCosts fleet) {
        double read = fleet.readBySweep(24);
        return "\nWith `liveHours=24` the sweeps of %s tables read %s recovery states a month instead of %s, and cost %s in Lambda instead of %s; the [times of shares](ledger.md#schema) cost %s. If AWS Config cannot be asked, a sweep reads all: where that is more than one call judges, deploy with `mode=large-account`.\n"
                .formatted(
                        number(fleet.tables()),
                        number(Math.round(fleet.sweeps() * read)),
                        number(Math.round(fleet.sweeps() * fleet.tables())),
                        usd(fleet.sweeping(read)),
                        usd(fleet.sweeping(fleet.tables())),
                        usd(fleet.shareTimes()));
    }

    private String organization() {
        List<OrganizationCosts> sizes =
                Stream.of(40, 500).map(accounts -> organization(accounts, 3)).toList();
        List<String> lines = new ArrayList<>();
        lines.add(
                "\nWith `mode=organization`, `footprint=full` and %d tables for each account and region, swept hourly ([other sizes](scale.md#time-and-cost)). Also assumed: the plan takes %s seconds per account, the summary %s per account and region. AWS Config is extra, in each account that has its rule."
                        .formatted(
                                TABLES_OF_A_PAIR,
                                OrganizationCosts.SECONDS_AN_ACCOUNT,
                                OrganizationCosts.SECONDS_A_PART));
        lines.add("");
        lines.add("| Accounts × regions | "
                + sizes.stream()
                        .map(size ->
                                size.scale().accounts() + " × " + size.scale().regions())
                        .collect(Collectors.joining(" | "))
                + " |");
        lines.add("|---|--:|--:|");
        lines.add("| Tables | "
                + sizes.stream().map(size -> number(size.scale().tables())).collect(Collectors.joining(" | "))
                + " |");
        lines.addAll(OrganizationCosts.rows(sizes));
        return lines.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    private static OrganizationCosts organization(int accounts, int regions) {
        long tables = (long) TABLES_OF_A_PAIR * accounts * regions;
        return new OrganizationCosts(
                new OrganizationScale(accounts, regions, tables, 100, OrganizationScale.Measures.read()));
    }

    private String table() {
        List<String> lines = new ArrayList<>();
        lines.add("| `footprint` | "
                + footprints.keySet().stream()
                        .map(footprint -> "`" + footprint.key() + "` | | ")
                        .collect(Collectors.joining("| "))
                + "|");
        lines.add("|---|" + "--:|".repeat(columns.size()));
        lines.add(row("tables", column -> number(column.tables())));
        lines.add(row("`readsPerSecond`", column -> Integer.toString(column.readsPerSecond())));
        columns.getFirst()
                .items()
                .keySet()
                .forEach(item ->
                        lines.add(row(item, column -> usd(column.items().get(item)))));
        lines.add(row("**total**", column -> "**" + usd(column.total()) + "**"));
        lines.add(row("extra with `createRecorder`", column -> usd(column.recorder())));
        lines.add("");
        footprints.forEach((footprint, costs) -> lines.add(
                "- `%s`: %s".formatted(footprint.key(), costs.getFirst().watching())));
        return lines.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    private String row(String head, Function<MonthlyCosts, String> cell) {
        return Stream.concat(Stream.of(head), columns.stream().map(cell))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String usd(double amount) {
        return amount < 0.005 ? "0.00" : String.format(Locale.ROOT, "%,.2f", amount);
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String plain(double number) {
        return String.format(Locale.ROOT, "%.0f", number);
    }
}
