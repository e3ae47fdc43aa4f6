package io.pitrguard.functions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.aws.DynamoDbLedger;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.report.Json;
import io.pitrguard.report.PartView;
import io.pitrguard.report.PlaceView;
import io.pitrguard.report.SweepKeys;
import io.pitrguard.report.SweepPlanView;
import io.pitrguard.sandbox.state.Published;
import io.pitrguard.sandbox.state.PutEvent;
import io.pitrguard.wiring.AwsClients;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A hub whose sweeps are planned and whose places are swept, so that the summary has something to end. */
final class SummaryTestBed implements AutoCloseable {
    final HubTestBed hub;

    SummaryTestBed() {
        // Reads that lag are repeated, which moves the times in the mails.
        hub = new HubTestBed(options -> options.withStaleReads(0));
        hub.policy = ConfigRuleTestBed.policy("version: 1");
    }

    /** Plans a sweep; returns the places that the state machine goes through. */
    List<PlaceView> plan(String sweep) {
        assertThat(hub.plan(sweep).get("busy")).isEqualTo(false);
        return stored(sweep).places();
    }

    SweepPlanView stored(String sweep) {
        return hub.documents().plan(sweep).success().orElseThrow().orElseThrow();
    }

    /** Plans, and lets workers sweep all places in one call each. */
    void sweep(String sweep) {
        plan(sweep).forEach(place -> work(sweep, place));
    }

    /** Makes the one call of a worker whose tables fit it; what it found apart from tables is added. */
    void work(String sweep, PlaceView place, String... problems) {
        List<Map<String, String>> units = place.units().stream()
                .map(unit -> Map.of("id", unit.id(), "name", unit.name()))
                .toList();
        Map<String, Object> where =
                Map.of("account", place.account(), "name", place.name(), "region", place.region(), "units", units);
        Map<?, ?> answer =
                hub.invoke(PlaceFunction::new, Json.write(Map.of("sweep", sweep, "call", 1, "place", where)));
        assertThat(answer.get("more")).isEqualTo(false);
        if (problems.length > 0) {
            PartView part = hub.documents()
                    .part(SweepKeys.part(sweep, place, 1))
                    .success()
                    .orElseThrow()
                    .orElseThrow();
            store(new PartView(part.place(), 1, false, part.view(), part.names(), part.pending(), List.of(problems)));
        }
    }

    private void store(PartView part) {
        String key = SweepKeys.part(part.view().sweep().id(), part.place(), part.call());
        assertThat(hub.documents().write(key, part)).isEmpty();
    }

    /** Ends a sweep; returns the answer. */
    Map<?, ?> summarize(String sweep) {
        return hub.invoke(SummaryFunction::new, input(sweep));
    }

    static String input(String sweep) {
        return Json.write(Map.of("sweep", sweep, "plan", Map.of("sweep", sweep, "busy", false)));
    }

    /**
     * Ends a sweep in a process that is killed before one call to AWS more than so many.
     *
     * @return whether it was killed before its end
     */
    boolean summarizeUntilKilled(String sweep, int calls) {
        try (AwsClients mortal = hub.aws.clients(new Lifetime(calls)::limit)) {
            hub.functionClients = () -> mortal;
            summarize(sweep);
            return false;
        } catch (Lifetime.Over expected) {
            return true;
        } finally {
            hub.functionClients = hub.aws::functionClients;
        }
    }

    List<PutEvent> events() {
        return hub.aws.sandbox().events();
    }

    List<Published> mails() {
        return hub.aws.sandbox().topics().published();
    }

    /** What went out to an owner, or to nobody in particular. */
    List<Published> mails(Optional<String> owner) {
        return mails().stream()
                .filter(mail -> Optional.ofNullable(mail.attributes().get("owner"))
                        .map(Published.Attribute::value)
                        .equals(owner))
                .toList();
    }

    List<String> metricLines() {
        return hub.metrics.toString(UTF_8).lines().toList();
    }

    TableRecord record(String account, String table) {
        return new DynamoDbLedger(hub.aws.clients().dynamoDb(), HubTestBed.LEDGER, Duration.ofDays(400), hub.aws.time())
                .read(new AccountRegion("aws", account, "eu-west-1").table(table))
                .success()
                .orElseThrow()
                .record();
    }

    @Override
    public void close() {
        hub.close();
    }
}
