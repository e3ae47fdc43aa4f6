package io.pitrguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.organization.MemberAccount;
import io.pitrguard.domain.organization.OrganizationalUnit;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.selfcheck.ClockSkew;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.organization.OrganizationOrder;
import io.pitrguard.organization.OrganizationPlan;
import io.pitrguard.organization.OrganizationResult;
import io.pitrguard.sweep.Selection;
import io.pitrguard.sweep.StateReader;
import io.pitrguard.sweep.SweepOrder;
import io.pitrguard.sweep.SweepResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** {@link UnreadAccounts} and {@link OrganizationViews}: each cause once, with the accounts and regions that have it. */
class UnreadAccountsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final List<OrganizationPlan.Place> places = new ArrayList<>();
    private final List<SweepResult> sweeps = new ArrayList<>();
    private final List<OrganizationPlan.Failed> failed = new ArrayList<>();

    private static MemberAccount account(int number) {
        return new MemberAccount(
                "11111111111" + number,
                "shop-" + number,
                MemberAccount.State.ACTIVE,
                List.of(new OrganizationalUnit("ou-1", "Workloads")));
    }

    private static Cause denied(int number, String region) {
        return new Cause(
                Cause.Kind.DENIED,
                "AWS denied dynamodb:ListTables on %s (role arn:aws:iam::11111111111%d:role/x). Deploy the role."
                        .formatted(region, number));
    }

    private void swept(int number, String region, Optional<Cause> failure) {
        AccountRegion where = new AccountRegion("aws", account(number).id(), region);
        places.add(new OrganizationPlan.Place(account(number), where));
        sweeps.add(new SweepResult(
                new SweepOrder("id", where, Policy.BUILT_IN, false, SweepOrder.NO_DEADLINE),
                NOW,
                NOW.plusSeconds(1),
                List.of(),
                failure,
                new StateReader.Count(3, 1),
                Optional.empty(),
                ClockSkew.NONE,
                Map.of(),
                Optional.empty()));
    }

    private OrganizationView view() {
        return OrganizationViews.of(new OrganizationResult(
                new OrganizationOrder("id", Policy.BUILT_IN, false, SweepOrder.NO_DEADLINE, Selection.EVERYTHING),
                new OrganizationPlan(
                        places,
                        List.of(new OrganizationPlan.Skipped(account(9), "suspended")),
                        failed,
                        List.of(new Cause(Cause.Kind.BROKEN, "a gap"))),
                NOW,
                NOW.plusSeconds(2),
                sweeps));
    }

    @Test
    void namesEachCauseOnceTheMostCommonFirst() {
        failed.add(new OrganizationPlan.Failed(account(5), new Cause(Cause.Kind.BROKEN, "Something else.")));
        swept(1, "eu-west-1", Optional.of(denied(1, "eu-west-1")));
        swept(1, "us-east-1", Optional.of(denied(1, "us-east-1")));
        swept(2, "eu-west-1", Optional.of(denied(2, "eu-west-1")));
        swept(3, "eu-west-1", Optional.empty());

        List<UnreadAccounts> unread = UnreadAccounts.of(view());

        assertThat(unread)
                .extracting(UnreadAccounts::cause)
                .containsExactly(denied(1, "eu-west-1").message(), "Something else.");
        assertThat(unread.getFirst().accounts())
                .extracting(String::valueOf)
                .containsExactly(
                        "111111111111 shop-1 (Workloads): eu-west-1, us-east-1",
                        "111111111112 shop-2 (Workloads): eu-west-1");
        assertThat(unread.getLast().accounts())
                .extracting(String::valueOf)
                .containsExactly("111111111115 shop-5 (Workloads)");
    }

    @Test
    void countsWhatWasReadAndWhatWasNot() {
        failed.add(new OrganizationPlan.Failed(account(5), new Cause(Cause.Kind.BROKEN, "Something else.")));
        swept(1, "eu-west-1", Optional.of(denied(1, "eu-west-1")));
        swept(1, "us-east-1", Optional.empty());

        OrganizationView view = view();

        assertThat(view.summary()).isEqualTo(new OrganizationView.Summary(2, 1, 1, 2, 1, Summaries.of(List.of())));
        assertThat(view.unread()).as("an account, an account and region, a gap").isEqualTo(3);
        assertThat(view.nothingRead()).isFalse();
        assertThat(view.organization().reads()).isEqualTo(new SweepView.Reads(6, 2));
        assertThat(view.organization().complete()).isFalse();
        assertThat(JsonRecords.read(OrganizationView.class, Json.write(view))).isEqualTo(view);
    }
}
