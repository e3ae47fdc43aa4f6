package io.pitrguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.ledger.FlappingRules;
import io.pitrguard.domain.ledger.LastObservation;
import io.pitrguard.domain.ledger.Observation;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.Trigger;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.LedgerLocation;
import io.pitrguard.port.Ledger;
import io.pitrguard.report.OrganizationStatusView.PlaceStatusView;
import io.pitrguard.report.SweepPlanView.KnownAccountView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link OrganizationStatusViews}: the counts of each account and region are those of {@code status} there. */
class OrganizationStatusViewsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final LedgerLocation HUB = LedgerLocation.in(new AccountRegion("aws", "123456789012", "eu-west-1"));
    private static final String SHOP = "111111111111";
    private static final String BANK = "222222222222";
    private static final String OLD = "333333333333";

    private static AccountRegion place(String account, String region) {
        return new AccountRegion("aws", account, region);
    }

    private static TableRecord seen(
            AccountRegion place, String name, VerdictKind verdict, LastObservation.Status status, int hoursAgo) {
        Instant at = NOW.minus(Duration.ofHours(hoursAgo));
        TableRecord none = TableRecord.of(place.table(name));
        return none.learn(new Observation(
                        none.table(),
                        Optional.empty(),
                        Optional.empty(),
                        new LastObservation(
                                at,
                                Trigger.SWEEP,
                                verdict,
                                new TreeMap<>(),
                                "",
                                new LastObservation.Recovery(
                                        status, OptionalInt.empty(), Optional.empty(), Optional.empty())),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .record();
    }

    private static OrganizationStatusView view(
            List<List<TableRecord>> pages, Optional<SweepPlanView.KnownAccounts> known) {
        OrganizationStatusViews views = new OrganizationStatusViews(FlappingRules.STANDARD, NOW);
        pages.forEach(page -> views.add(Ledger.Fleet.of(
                page.stream().collect(Collectors.toMap(TableRecord::table, record -> new Ledger.Stored(record, 1))))));
        return views.of(HUB, known);
    }

    private static SweepPlanView.KnownAccounts known(KnownAccountView... accounts) {
        return new SweepPlanView.KnownAccounts("2026-11-22T09:00:00Z", List.of(accounts));
    }

    private static KnownAccountView account(String id, String state, @Nullable String leftOut) {
        return new KnownAccountView(id, "name-" + id, state, List.of(), null, leftOut);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void countsAsStatusDoesInEachAccountAndRegionHoweverThePagesAreCut(long seed) {
        Random random = new Random(seed);
        List<TableRecord> records = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            VerdictKind verdict = VerdictKind.values()[random.nextInt(VerdictKind.values().length)];
            LastObservation.Status status =
                    LastObservation.Status.values()[random.nextInt(LastObservation.Status.values().length)];
            AccountRegion place =
                    place(random.nextBoolean() ? SHOP : BANK, random.nextBoolean() ? "eu-west-1" : "us-east-1");
            records.add(seen(place, "table-" + i, verdict, status, random.nextInt(60)));
        }
        int cut = random.nextInt(records.size());

        OrganizationStatusView view = view(List.of(records), Optional.empty());

        assertThat(view(List.of(records.subList(0, cut), records.subList(cut, 60)), Optional.empty()))
                .isEqualTo(view);
        assertThat(view.places()).hasSize(4);
        for (PlaceStatusView each : view.places()) {
            AccountRegion place = place(each.account().id(), each.region());
            StatusView alone = StatusViews.of(
                    "pitr-guard-ledger",
                    place,
                    records.stream()
                            .filter(record -> record.table().where().equals(place))
                            .toList(),
                    FlappingRules.STANDARD,
                    NOW);
            assertThat(each.tables()).as("seed %d, %s", seed, place).isEqualTo(alone.summary());
            assertThat(each.newestObservationAt()).isEqualTo(alone.status().newestObservationAt());
            assertThat(each.stale()).isEqualTo(alone.status().stale());
        }
        assertThat(view.summary().tables().tables() + view.summary().tables().gone())
                .isEqualTo(60);
        assertThat(view.places())
                .isSortedAccordingTo(
                        (a, b) -> b.tables().nonCompliant() - a.tables().nonCompliant());
        assertThat(JsonRecords.read(OrganizationStatusView.class, Json.write(view)))
                .isEqualTo(view);
    }

    @Test
    void countsNeitherWhatSweepsLeaveOutNorWhatIsOutsideTheOrganization() {
        List<TableRecord> records = List.of(
                seen(place(SHOP, "eu-west-1"), "a", VerdictKind.COMPLIANT, LastObservation.Status.ENABLED, 1),
                seen(place(BANK, "eu-west-1"), "b", VerdictKind.NON_COMPLIANT, LastObservation.Status.DISABLED, 1),
                seen(place(OLD, "eu-west-1"), "c", VerdictKind.NON_COMPLIANT, LastObservation.Status.DISABLED, 1),
                seen(
                        place("444444444444", "eu-west-1"),
                        "d",
                        VerdictKind.NON_COMPLIANT,
                        LastObservation.Status.DISABLED,
                        1));

        OrganizationStatusView view = view(
                List.of(records),
                Optional.of(known(
                        account(SHOP, "ACTIVE", null),
                        account(BANK, "ACTIVE", "excluded"),
                        account(OLD, "SUSPENDED", null),
                        account("555555555555", "ACTIVE", null))));

        assertThat(view.summary().tables().nonCompliant()).isZero();
        assertThat(view.summary().leftOut()).isEqualTo(3);
        assertThat(view.places())
                .extracting(PlaceStatusView::leftOut)
                .containsExactly(null, "excluded", "suspended", "not in the organization");
        assertThat(view.withoutTables())
                .extracting(OrganizationStatusView.AccountView::id)
                .containsExactly("555555555555");
        assertThat(view(List.of(records), Optional.empty()).summary().tables().nonCompliant())
                .as("where nobody knows, all counts")
                .isEqualTo(3);
    }

    @Test
    void aTableThatWasNeverSeenIsUndeterminedAndNoTimeIsInTheFuture() {
        TableRecord ahead =
                seen(place(SHOP, "eu-west-1"), "ahead", VerdictKind.COMPLIANT, LastObservation.Status.ENABLED, -48);
        TableRecord never = TableRecord.of(place(BANK, "eu-west-1").table("never"));

        Map<String, PlaceStatusView> places = view(List.of(List.of(ahead, never)), Optional.empty()).places().stream()
                .collect(Collectors.toMap(place -> place.account().id(), place -> place));

        for (PlaceStatusView place : places.values()) {
            assertThat(place.tables().undetermined()).isEqualTo(1);
            assertThat(place.oldestObservationAt()).isNull();
            assertThat(place.stale()).isTrue();
            assertThat(place.finding()).isTrue();
        }
    }
}
