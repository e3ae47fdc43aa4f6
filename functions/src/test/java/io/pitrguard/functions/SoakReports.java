package io.pitrguard.functions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.remediation.OutcomeKind;
import io.pitrguard.report.Json;
import io.pitrguard.report.JsonRecords;
import io.pitrguard.report.OrganizationReport;
import io.pitrguard.report.OrganizationReport.PlaceReport;
import io.pitrguard.report.PartView;
import io.pitrguard.report.PlaceView;
import io.pitrguard.report.SentDigestView;
import io.pitrguard.report.SweepKeys;
import io.pitrguard.report.SweepPlanView;
import io.pitrguard.report.SweepView;
import io.pitrguard.sandbox.fault.RandomFaults;
import io.pitrguard.sandbox.state.Published;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Adds up what workers found, and holds report, digests and metrics to it. */
final class SoakReports {
    private static final String OPERATORS = "operators";
    // What tells who gets a message.
    private static final List<String> SUBSCRIPTIONS = List.of("ListSubscriptionsByTopic", "GetSubscriptionAttributes");

    private final HubTestBed hub;
    private final SoakMail mail;
    private final RandomFaults faults;
    // By sweep: how many calls about subscriptions had failed when it was first summed up.
    private final Map<String, Long> begun = new HashMap<>();

    /** The counts that report, digests and metrics share. */
    private record Counts(int tables, int compliant, int nonCompliant, int exempt, int undetermined, int fixed) {
        private static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

        static Counts of(SweepView.Summary summary) {
            return new Counts(
                    summary.tables(),
                    summary.compliant(),
                    summary.nonCompliant(),
                    summary.exempt(),
                    summary.undetermined(),
                    summary.fixed());
        }

        static Counts of(List<SweepView.TableView> tables) {
            return new Counts(
                    tables.size(),
                    verdicts(tables, VerdictKind.COMPLIANT),
                    verdicts(tables, VerdictKind.NON_COMPLIANT),
                    verdicts(tables, VerdictKind.EXEMPT),
                    verdicts(tables, VerdictKind.UNDETERMINED),
                    (int) tables.stream()
                            .filter(table -> table.remediation() != null
                                    && table.remediation().outcome() == OutcomeKind.FIXED)
                            .count());
        }

        static Counts sum(List<PlaceReport> places) {
            return places.stream().map(place -> of(place.summary())).reduce(NONE, Counts::plus);
        }

        Counts plus(Counts other) {
            return new Counts(
                    tables + other.tables,
                    compliant + other.compliant,
                    nonCompliant + other.nonCompliant,
                    exempt + other.exempt,
                    undetermined + other.undetermined,
                    fixed + other.fixed);
        }

        private static int verdicts(List<SweepView.TableView> tables, VerdictKind verdict) {
            return (int)
                    tables.stream().filter(table -> table.verdict() == verdict).count();
        }
    }

    SoakReports(HubTestBed hub, SoakMail mail, RandomFaults faults) {
        this.hub = hub;
        this.mail = mail;
        this.faults = faults;
    }

    /** A sweep is about to be summed up. */
    void begin(String sweep) {
        begun.putIfAbsent(sweep, SoakFaults.hits(faults, SUBSCRIPTIONS));
    }

    /** Returns the tables that a call of a worker stored; empty if it has not stored its part. */
    Optional<SweepView> stored(String sweep, PlaceView place, int call) {
        return hub.bucket.text(SweepKeys.part(sweep, place, call)).isEmpty()
                ? Optional.empty()
                : Optional.of(read(SweepView.class, SweepKeys.tables(sweep, place, call)));
    }

    /** Whether a call of a worker left tables to the next one. */
    boolean hasMore(String sweep, PlaceView place, int call) {
        return read(PartView.class, SweepKeys.part(sweep, place, call)).more();
    }

    /**
     * Holds what a sweep's summary stored, wrote and sent to what its workers stored.
     *
     * @param tries how often the summary was called: each may have sent a digest
     */
    OrganizationReport assertAddsUp(String sweep, int tries) {
        OrganizationReport report = read(OrganizationReport.class, SweepKeys.report(sweep));
        SweepPlanView plan = read(SweepPlanView.class, SweepKeys.plan(sweep));
        Map<String, PlaceReport> reported = new HashMap<>();
        for (PlaceReport place : report.places()) {
            assertThat(reported.put(place.account().id(), place)).isNull();
        }
        for (PlaceView planned : plan.places()) {
            PlaceReport place = reported.get(planned.account());
            assertThat(place).as("%s is in the report", planned).isNotNull();
            assertPlace(sweep, planned, place);
        }
        assertThat(Counts.of(report.summary().tables())).isEqualTo(Counts.sum(report.places()));
        assertMetrics(report);
        assertDigests(report, tries);
        return report;
    }

    private void assertPlace(String sweep, PlaceView planned, PlaceReport place) {
        List<SweepView.TableView> tables = new ArrayList<>();
        for (int call = 1; call <= place.calls(); call++) {
            stored(sweep, planned, call).ifPresent(view -> tables.addAll(view.tables()));
        }
        Counts reported = Counts.of(place.summary());
        Counts found = Counts.of(tables);
        if (place.failure() == null) {
            assertThat(reported).as("%s", planned).isEqualTo(found);
        } else {
            // What the summary could not read makes nothing better; the ledger knows how many tables there are.
            assertThat(place.failure()).as("%s", planned).isNotBlank();
            assertThat(reported.compliant()).as("%s", place).isLessThanOrEqualTo(found.compliant());
            assertThat(reported.exempt()).as("%s", place).isLessThanOrEqualTo(found.exempt());
        }
    }

    /** The last line of a sweep's counts; the one before its end. */
    private void assertMetrics(OrganizationReport report) {
        List<Map<?, ?>> lines = lines(report.organization().id()).toList();
        Map<?, ?> counts = lines.stream()
                .filter(line -> line.containsKey("CompliantTables"))
                .reduce((_, later) -> later)
                .orElseThrow();
        SweepView.Summary summary = report.summary().tables();
        assertThat(metric(counts, "CompliantTables")).isEqualTo(summary.compliant());
        assertThat(metric(counts, "NonCompliantTables")).isEqualTo(summary.nonCompliant());
        assertThat(metric(counts, "ExemptTables")).isEqualTo(summary.exempt());
        assertThat(metric(counts, "UndeterminedTables")).isEqualTo(summary.undetermined());
        assertThat(metric(counts, "FixedTables")).isEqualTo(summary.fixed());
        assertThat(metric(counts, "AccountRegions")).isEqualTo(report.summary().accountRegions());
        // A sweep that could not check itself does not say that it sees all.
        assertThat(lines.stream().anyMatch(line -> line.containsKey("SweepCompleted")))
                .as("the heartbeat")
                .isEqualTo(report.ended() && report.selfCheck() != null);
    }

    private static int metric(Map<?, ?> line, String name) {
        return ((Number) Objects.requireNonNull(line.get(name), name)).intValue();
    }

    private Stream<Map<?, ?>> lines(String sweep) {
        return hub.metrics
                .toString(UTF_8)
                .lines()
                .filter(line -> line.contains('"' + sweep + '"'))
                .<Map<?, ?>>map(line -> (Map<?, ?>) Objects.requireNonNull(Json.parse(line)));
    }

    /** Each owner got the counts of their own accounts, once; again only where the summary was tried again. */
    private void assertDigests(OrganizationReport report, int tries) {
        Map<String, Integer> copies = new HashMap<>();
        for (SoakMail.Digest digest : mail.digests(report.organization().id())) {
            @Nullable String owner = digest.view().owner();
            assertThat(copies.merge(owner == null ? OPERATORS : owner, 1, Integer::sum))
                    .as("digests to %s", owner)
                    .isLessThanOrEqualTo(tries);
            Counts counts = Counts.of(digest.view().summary().tables());
            Counts expected = of(report, owner);
            if (owner == null) {
                Set<String> sent = new TreeSet<>(copies.keySet());
                sent.remove(OPERATORS);
                assertThat(withUnsure(expected, sent, report, tries))
                        .as("what the digest to operators can have")
                        .contains(counts);
            } else {
                assertThat(counts).as("the digest to %s", owner).isEqualTo(expected);
            }
            Map<String, Published.Attribute> attributes = digest.message().attributes();
            assertThat(attributes.get("nonCompliant").value()).isEqualTo("" + counts.nonCompliant());
            assertThat(attributes.get("undetermined").value()).isEqualTo("" + counts.undetermined());
            assertThat(attributes.get("fixed").value()).isEqualTo("" + counts.fixed());
        }
    }

    private static Counts of(OrganizationReport report, @Nullable String owner) {
        return Counts.sum(report.places().stream()
                .filter(place -> Objects.equals(owner, place.owner()))
                .toList());
    }

    /**
     * Where it is not sure that somebody gets an owner's digest, the owner's accounts are in that of operators, too: which
     * they are is known unless an owner's was sent again, or its mark could not be stored.
     */
    private Set<Counts> withUnsure(Counts operators, Set<String> sent, OrganizationReport report, int tries) {
        String sweep = report.organization().id();
        Set<Counts> possible = Set.of(operators);
        if (SoakFaults.hits(faults, SUBSCRIPTIONS) == Objects.requireNonNull(begun.get(sweep))) {
            return possible;
        }
        for (String owner : sent) {
            Optional<Boolean> received = received(sweep, owner).filter(_ -> tries == 1);
            Counts more = of(report, owner);
            possible = possible.stream()
                    .flatMap(counts -> received.map(sure -> Stream.of(sure ? counts : counts.plus(more)))
                            .orElseGet(() -> Stream.of(counts, counts.plus(more))))
                    .collect(Collectors.toSet());
        }
        return possible;
    }

    private Optional<Boolean> received(String sweep, String owner) {
        String key = SweepKeys.digest(sweep, Optional.of(owner));
        return hub.bucket
                .text(key)
                .map(text -> JsonRecords.read(SentDigestView.class, text).received());
    }

    private <T extends Record> T read(Class<T> type, String key) {
        return JsonRecords.read(type, hub.bucket.text(key).orElseThrow(() -> new AssertionError("there is no " + key)));
    }
}
