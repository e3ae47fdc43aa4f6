package io.pitrguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Notification;
import io.pitrguard.notify.Message;
import io.pitrguard.port.Alert;
import io.pitrguard.report.OrganizationReport.PlaceReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrganizationDigestTest {
    private static final PlaceView SHOP = Places.place("111122223333", "eu-west-1");
    private static final PlaceView SHOP_US = Places.place("111122223333", "us-east-1");
    private static final PlaceView DATA = Places.place("444455556666", "eu-west-1");

    private static OrganizationReport report(PlaceReport... places) {
        return OrganizationReports.of(Places.header(), Places.plan(List.of()), List.of(places));
    }

    private static Message digest(OrganizationReport report, PartView... parts) {
        List<SweepView.TableView> tables = new ArrayList<>();
        for (PartView part : parts) {
            tables.addAll(part.view().tables());
        }
        return OrganizationDigest.of(
                report, tables.stream().sorted(OrganizationDigest.order()).toList());
    }

    private static String mail(Message message) {
        return ((Map<?, ?>) Json.parse(message.alert().message())).get("email").toString();
    }

    @Test
    void isNotDueWithoutAnythingNew() {
        OrganizationReport report =
                report(Places.report(SHOP, null, Places.part(SHOP, 1, false, Views.compliant("a"))));
        assertThat(OrganizationDigest.isDue(report)).isFalse();
        assertThat(OrganizationDigest.isDue(report(Places.report(SHOP, null))))
                .as("what is not swept is in the self-check, which says when it is new")
                .isFalse();
    }

    @Test
    void groupsTablesByAccountAndRegionWithTheWorstFirst() {
        PartView shop = Places.part(SHOP, 1, false, Views.fixed("carts"), Views.off("orders"));
        PartView us = Places.part(SHOP_US, 1, false, Views.fixed("carts"));
        PartView data = Places.part(DATA, 1, false, Views.off("clicks"), Views.off("orders"));
        OrganizationReport report = report(
                Places.report(SHOP, null, shop), Places.report(SHOP_US, null, us), Places.report(DATA, null, data));

        Message message = digest(report, shop, us, data);

        assertThat(mail(message).lines().filter(line -> line.startsWith("==") || line.matches("\\d+\\. .*")))
                .containsExactly(
                        "== 444455556666 name-6666 (Workloads), eu-west-1: 2 not compliant, 0 undetermined, 0 fixed",
                        "1. clicks",
                        "2. orders",
                        "== 111122223333 name-3333 (Workloads), eu-west-1: 1 not compliant, 0 undetermined, 1 fixed",
                        "3. orders",
                        "4. carts",
                        "== 111122223333 name-3333 (Workloads), us-east-1: 0 not compliant, 0 undetermined, 1 fixed",
                        "5. carts");
        assertThat(message.alert().subject())
                .isEqualTo("[pitr-guard] HIGH: 3 not compliant, 0 undetermined, 2 fixed (2 accounts)");
        assertThat(message.tables())
                .contains(
                        "arn:aws:dynamodb:us-east-1:111122223333:table/carts",
                        "arn:aws:dynamodb:eu-west-1:111122223333:table/carts")
                .hasSize(5);
    }

    @Test
    void namesTheOwnerAsAnAttribute() {
        PartView shop = Places.part(SHOP, 1, false, Views.off("orders"));
        PartView data = Places.part(DATA, 1, false, Views.off("clicks"));
        OrganizationReport whole = report(Places.report(SHOP, "team-a", shop), Places.report(DATA, null, data));

        Alert owned = digest(OrganizationReports.ofOwner(whole, "team-a"), shop).alert();
        Alert others =
                digest(OrganizationReports.ofOperators(whole, Set.of()), data).alert();

        assertThat(owned.attributes())
                .containsEntry("owner", new Alert.Attribute.Text("team-a"))
                .containsEntry("kind", new Alert.Attribute.Text("sweep"))
                .containsEntry("account", new Alert.Attribute.Text("111122223333"))
                .containsEntry("nonCompliant", new Alert.Attribute.Count(1));
        assertThat(owned.subject()).endsWith("(team-a, 111122223333, eu-west-1)");
        assertThat(owned.message()).contains("orders").doesNotContain("clicks", "444455556666");
        assertThat(others.attributes()).doesNotContainKey("owner");
        assertThat(others.message()).contains("clicks").doesNotContain("orders");
    }

    @Test
    void saysWhatWasNotSweptOncePerCauseWithTheRemedy() {
        List<PlaceReport> places = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            PlaceView place = Places.place("1111000000%02d".formatted(i), "eu-west-1");
            places.add(Places.report(
                    place,
                    null,
                    Places.part(place, 1, false, "AWS denied sts:AssumeRole in account " + place.account() + ".")));
        }
        OrganizationReport report = report(places.toArray(PlaceReport[]::new));

        String mail = mail(digest(report));

        assertThat(mail)
                .containsOnlyOnce("AWS denied")
                .contains(
                        "NOT SWEPT TO THE END",
                        "30 accounts:",
                        "111100000000 name-0000 (Workloads): eu-west-1;",
                        "See docs/organization.md#what-may-go-wrong; to check it again: ./pitr-guard doctor --organization");
        assertThat(digest(report).alert().subject())
                .isEqualTo("[pitr-guard] HIGH: accounts not swept: 30 (30 accounts)");
    }

    @Test
    void tellsOfResolvedTablesAlone() {
        PartView part = Places.part(SHOP, 1, false, Views.fixed("orders"));
        SweepView.TableView resolved = new SweepView.TableView(
                part.view().tables().getFirst().arn(),
                "orders",
                VerdictKind.COMPLIANT,
                List.of(),
                List.of(),
                "default",
                new SweepView.RecoveryView(SweepView.RecoveryView.Status.ENABLED, 35, null, null),
                null,
                null,
                null,
                null,
                null,
                null,
                new SweepView.NotificationView(
                        Notification.Kind.RESOLVED,
                        List.of(FindingKind.RECOVERY_DISABLED),
                        false,
                        null,
                        List.of(),
                        null),
                null,
                null);

        Message message = OrganizationDigest.of(report(Places.report(SHOP, null, part)), List.of(resolved));

        assertThat(message.alert().subject()).isEqualTo("[pitr-guard] LOW: orders: resolved (111122223333, eu-west-1)");
    }

    /** Names and texts of the greatest length, and more tables and accounts than any message holds. */
    @ParameterizedTest
    @ValueSource(ints = {1, 200, 2_000})
    void fitsIntoOneMessage(int accounts) {
        List<PlaceReport> places = new ArrayList<>();
        List<SweepView.TableView> tables = new ArrayList<>();
        for (int i = 0; i < accounts; i++) {
            PlaceView place = Places.place("1111%08d".formatted(i), "eu-west-1");
            PartView part = Places.part(
                    place,
                    1,
                    false,
                    IntStream.range(0, 1 + 500 / accounts)
                            .mapToObj(n -> Views.offFor("n".repeat(240) + n, "ü".repeat(3_000)))
                            .toArray(SweepView.TableView[]::new));
            places.add(Places.report(place, "ö".repeat(100), part));
            PlaceView failing = Places.place("2222%08d".formatted(i), "eu-west-1");
            places.add(Places.report(failing, null, Places.part(failing, 1, false, i + " ß".repeat(500))));
            tables.addAll(part.view().tables());
        }
        OrganizationReport whole = report(places.toArray(PlaceReport[]::new));

        for (Optional<String> owner : List.of(Optional.<String>empty(), Optional.of("ö".repeat(100)))) {
            OrganizationReport part = owner.map(each -> OrganizationReports.ofOwner(whole, each))
                    .orElseGet(() -> OrganizationReports.ofOperators(whole, Set.of()));
            List<SweepView.TableView> due = owner.isEmpty()
                    ? List.of()
                    : tables.stream()
                            .sorted(OrganizationDigest.order())
                            .limit(OrganizationDigest.MOST_TABLES)
                            .toList();
            Message message = OrganizationDigest.of(part, due);

            assertThat(AlertSize.bytes(message.alert())).isLessThanOrEqualTo(Alert.MAX_BYTES);
            assertThat(message.alert().subject()).hasSizeLessThanOrEqualTo(99).matches("[ -~]+");
            assertThat(message.tables().isEmpty()).isEqualTo(owner.isEmpty());
        }
    }

    @Test
    void givesWhatPeopleDoNotKnowAPlaceBeforeReminders() {
        SweepView.TableView news = Places.in(SHOP, Views.off("z"));
        SweepView.TableView old = Places.reminded(Places.in(SHOP, Views.off("b")), "2026-11-20T10:00:00Z");
        SweepView.TableView older = Places.reminded(Places.in(DATA, Views.off("c")), "2026-11-19T10:00:00Z");
        SweepView.TableView twin = Places.in(DATA, Views.off("z"));

        assertThat(List.of(old, older, news, twin).stream().sorted(OrganizationDigest.order()))
                .containsExactly(news, twin, older, old);
        Comparator<SweepView.TableView> order = OrganizationDigest.order();
        assertThat(order.compare(news, twin)).isNotZero();
    }
}
