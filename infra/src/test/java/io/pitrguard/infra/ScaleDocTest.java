package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/scale.md tells how far an organization can grow as it is computed here; {@code -Dpitrguard.docs=write} writes it anew. */
class ScaleDocTest {
    private static final Path FILE = Path.of("..", "docs", "scale.md");
    private static final String BEGIN = "<!-- %s: written by a test of infra/ -->\n";
    private static final String END = "<!-- /%s -->";
    private static final int WORKERS = 100;
    private static final double HALF_AN_HOUR = 1800;

    private final OrganizationScale.Measures measures = OrganizationScale.Measures.read();
    private final List<OrganizationScale> columns = List.of(
            new OrganizationScale(40, 3, 4_000, WORKERS, measures),
            new OrganizationScale(500, 3, 20_000, WORKERS, measures),
            new OrganizationScale(5_000, 3, 1_000_000, WORKERS, measures));

    @Test
    void tellsHowFarAnOrganizationCanGrow() throws IOException {
        AwsQuotas quotas = AwsQuotas.read();
        String now = with("time and cost", timeAndCost(), Files.readString(FILE));
        now = with("quotas", quotas(quotas), now);
        if ("write".equals(System.getProperty("pitrguard.docs"))) {
            Files.writeString(FILE, now);
        }

        assertThat(Files.readString(FILE)).isEqualTo(now);
        assertThat(quotas.all())
                .extracting(AwsQuotas.Quota::name)
                .containsExactlyElementsOf(columns.getFirst().taken().keySet());
    }

    /** The bound of issue 13: at most a dollar a month for a pair beyond the hub, at 100 tables swept hourly. */
    @Test
    void apairOfAHundredTablesCostsAtMostADollar() {
        OrganizationScale scale = new OrganizationScale(500, 3, 150_000, WORKERS, measures);

        assertThat(new OrganizationCosts(scale).perPair()).isLessThan(1.0);
    }

    @Test
    void namesTheWorkersThatAMillionTablesNeed() {
        OrganizationScale largest = columns.getLast();
        int enough = (int) largest.workersForHalfAnHour();

        assertThat(new OrganizationScale(5_000, 3, 1_000_000, enough, measures).workerSeconds() / enough)
                .isLessThanOrEqualTo(HALF_AN_HOUR);
        assertThat(largest.mostCalls()).isEqualTo(3);
    }

    private static String with(String name, String section, String text) {
        String begin = BEGIN.formatted(name);
        String end = END.formatted(name);
        return text.substring(0, text.indexOf(begin) + begin.length()) + section + text.substring(text.indexOf(end));
    }

    private String timeAndCost() {
        List<String> lines = new ArrayList<>();
        lines.add(row("Accounts × regions", scale -> number(scale.accounts()) + " × " + scale.regions()));
        lines.add("|---|" + "--:|".repeat(columns.size()));
        lines.add(row("Tables", scale -> number(scale.tables())));
        lines.add(row("Tables of the largest account and region", scale -> number(scale.largest())));
        lines.add(row("Its calls", scale -> number(scale.mostCalls())));
        lines.add(row("A sweep with %d workers".formatted(WORKERS), scale -> minutes(scale.seconds())));
        lines.add(row("Its last account and region begins after", scale -> minutes(scale.secondsUntilTheLast())));
        lines.add(row("Workers for half an hour", scale -> number(scale.workersForHalfAnHour())));
        lines.addAll(OrganizationCosts.rows(
                columns.stream().map(OrganizationCosts::new).toList()));
        return lines.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    private String quotas(AwsQuotas quotas) {
        List<String> lines = new ArrayList<>();
        lines.add("Default quotas in us-east-1 as of %s; **bold** where one is exceeded.\n".formatted(quotas.asOf()));
        lines.add("| Quota | Default | %s |"
                .formatted(columns.stream()
                        .map(scale -> number(scale.accounts()) + " × " + scale.regions())
                        .collect(Collectors.joining(" | "))));
        lines.add("|---|--:|" + "--:|".repeat(columns.size()));
        for (AwsQuotas.Quota quota : quotas.all()) {
            String head = "[%s](%s), %s%s | %s"
                    .formatted(
                            quota.name(),
                            quota.page(),
                            quota.unit(),
                            quota.raisable() ? "" : "; cannot be raised",
                            number((long) quota.limit()));
            lines.add(row(head, scale -> taken(scale, quota)));
        }
        return lines.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    private static String taken(OrganizationScale scale, AwsQuotas.Quota quota) {
        double taken = Objects.requireNonNull(scale.taken().get(quota.name()), quota.name());
        String number = number((long) Math.ceil(taken));
        return taken > quota.limit() ? "**" + number + "**" : number;
    }

    private String row(String head, Function<OrganizationScale, String> cell) {
        return Stream.concat(Stream.of(head), columns.stream().map(cell))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String minutes(double seconds) {
        return seconds < 120 ? "%.0f s".formatted(seconds) : "%.0f min".formatted(seconds / 60);
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
