package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.organization.MemberAccount;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.selfcheck.ClockSkew;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.organization.OrganizationPlan;
import io.pitrguard.port.SweepListener;
import io.pitrguard.sandbox.SandboxClock;
import io.pitrguard.sweep.StateReader;
import io.pitrguard.sweep.SweepOrder;
import io.pitrguard.sweep.SweepResult;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** {@link OrganizationProgress}: one bar for all accounts and regions, one Ctrl-C that ends all. */
class OrganizationProgressTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final SandboxClock clock = SandboxClock.at(NOW);
    private final StringWriter screen = new StringWriter();
    private final ProgressBar bar = new ProgressBar(new PrintWriter(screen), clock, () -> 120);
    private final Interruption interruption = new Interruption(bar, new PrintWriter(Writer.nullWriter()));
    private final OrganizationProgress progress = new OrganizationProgress(interruption, bar, 3);

    private static OrganizationPlan.Place place(String region) {
        return new OrganizationPlan.Place(
                new MemberAccount("111111111111", "shop", MemberAccount.State.ACTIVE, List.of()),
                new AccountRegion("aws", "111111111111", region));
    }

    private static SweepResult result(OrganizationPlan.Place place, Optional<Cause> failure) {
        return new SweepResult(
                new SweepOrder("id", place.where(), Policy.BUILT_IN, false, SweepOrder.NO_DEADLINE),
                NOW,
                NOW,
                List.of(),
                failure,
                StateReader.Count.NONE,
                Optional.empty(),
                ClockSkew.NONE,
                Map.of(),
                Optional.empty());
    }

    private String drawn() {
        String all = screen.toString();
        return all.substring(all.lastIndexOf("\r\033[K") + 4).replace("\033[?7h", "");
    }

    @Test
    void countsPlacesAndTables() {
        OrganizationPlan.Place first = place("eu-west-1");
        assertThat(drawn()).endsWith("[..............................] 0/3 accounts and regions, 0 tables, 0.0/s");

        SweepListener follower = progress.begins(first);
        follower.listed(2, true);
        follower.selected(2);
        clock.advance(Duration.ofSeconds(1));
        follower.read(first.where().table("orders"));
        follower.read(first.where().table("users"));
        clock.advance(Duration.ofSeconds(1));
        progress.ended(first, result(first, Optional.empty()));

        assertThat(drawn())
                .endsWith("[##########....................] 1/3 accounts and regions, 2 tables, 1.0/s, 4 s left");
        assertThat(progress.selected()).isEqualTo(2);
    }

    @Test
    void linesCountPlacesToo() {
        StringWriter text = new StringWriter();
        ProgressLines lines = new ProgressLines(new PrintWriter(text), clock);
        lines.swept(1, 3);
        clock.advance(Duration.ofSeconds(6));

        lines.read(place("eu-west-1").where().table("orders"));

        assertThat(text).hasToString("1/3 accounts and regions, 1 table read\n");
    }

    @Test
    void oneInterruptionEndsAllThatRun() {
        List<String> ended = new ArrayList<>();
        OrganizationPlan.Place done = place("eu-west-1");
        progress.begins(done).whenInterrupted(() -> ended.add("done"));
        progress.ended(done, result(done, Optional.empty()));
        SweepListener running = progress.begins(place("us-east-1"));
        running.whenInterrupted(() -> ended.add("running"));

        interruption.request();
        SweepListener late = progress.begins(place("eu-central-1"));
        late.whenInterrupted(() -> ended.add("late"));
        progress.ended(
                place("us-east-1"),
                result(place("us-east-1"), Optional.of(new Cause(Cause.Kind.OUT_OF_TIME, "interrupted"))));

        assertThat(ended).containsExactly("running", "late");
        assertThat(running.interrupted()).isTrue();
        assertThat(late.interrupted()).isTrue();
        assertThat(progress.ended()).as("what was interrupted is not done").isEqualTo(1);
    }
}
