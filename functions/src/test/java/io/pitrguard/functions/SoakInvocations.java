package io.pitrguard.functions;

import io.pitrguard.functions.SoakHub.End;
import io.pitrguard.functions.SoakHub.Kind;
import io.pitrguard.functions.SoakMembers.Member;
import io.pitrguard.report.DriftView;
import io.pitrguard.report.Json;
import io.pitrguard.report.JsonRecords;
import io.pitrguard.sandbox.fault.RandomFaults;
import io.pitrguard.sandbox.lambda.Outcome;
import io.pitrguard.sandbox.lambda.SqsBatch;
import io.pitrguard.sandbox.state.QueueMessage;
import io.pitrguard.sandbox.state.Recovery;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** The invocations of a hub's functions, some of which are killed, and what oracles say of each. */
final class SoakInvocations {
    // In a hundred.
    private static final int KILLED = 5;
    private static final int ANSWER_LOST = 2;
    // What recording in the ledger takes.
    private static final List<String> RECORDING = List.of("GetItem", "TransactWriteItems");

    private final SoakHub hub;
    private final SoakMembers members;
    private final Oracles oracles;
    private final Random random;
    private boolean calm;
    private int kills;
    private int messages;
    private long failedRecording;
    // The ids of events that an invocation did not settle. They come again, as the same message or as a copy of the
    // event.
    private final Set<Object> unsettled = new HashSet<>();
    // The tables of reactions that the ledger did not take in whole, of the invocation that runs.
    private final Set<String> unrecorded = new HashSet<>();

    /** Who knows what is true. */
    record Oracles(SoakMail mail, SoakWrites writes, SoakSweeps sweeps, RandomFaults faults) {}

    SoakInvocations(SoakHub hub, SoakMembers members, Oracles oracles, Random random) {
        this.hub = hub;
        this.members = members;
        this.oracles = oracles;
        this.random = random;
        hub.bed.log = this::watchLog;
    }

    /** From now on no process is killed, and no answer gets lost. */
    void calm() {
        calm = true;
    }

    int kills() {
        return kills;
    }

    int messages() {
        return messages;
    }

    /** Calls a function for an execution; its answer may get lost. */
    End call(SoakMachine machine, Kind kind, Map<String, Object> input) {
        SoakSweeps.Call call = oracles.sweeps().before(machine, kind, input);
        Map<SoakPlace, Map<String, Recovery>> before = call.places().stream()
                .collect(
                        Collectors.toMap(Member::place, member -> member.place().recoveries()));
        End end = invoke(kind, Json.write(input));
        assertNothingGotWorse(before);
        read();
        oracles.sweeps().after(call, end);
        if (isInterrupted(end)) {
            List<Member> concerned = kind == Kind.SUMMARY ? members.active() : call.places();
            concerned.forEach(this::interrupted);
        }
        boolean lost = !calm && random.nextInt(100) < ANSWER_LOST;
        return lost ? new End.Killed() : end;
    }

    /** Whether an invocation did not end what it began. */
    private static boolean isInterrupted(End end) {
        return switch (end) {
            case End.Answered _, End.Failed(StillRunningException _) -> false;
            case End.Failed _, End.Killed _ -> true;
        };
    }

    /** Reads what an invocation sent. It may have failed to record that where calls to the ledger failed. */
    private void read() {
        // Whoever could not read the ledger does not know what people know.
        oracles.mail().again(unrecorded);
        Set<String> about = oracles.mail().read();
        long failed = SoakFaults.hits(oracles.faults(), RECORDING);
        if (failed > failedRecording) {
            about.forEach(oracles.mail()::interrupted);
        }
        failedRecording = failed;
        unrecorded.forEach(oracles.mail()::interrupted);
        unrecorded.clear();
    }

    /** Runs about the tables of a member were interrupted. */
    void interrupted(Member member) {
        member.place()
                .existing()
                .forEach(name -> oracles.mail()
                        .interrupted(member.place().where.table(name).arn()));
    }

    private End invoke(Kind kind, String input) {
        if (calm || random.nextInt(100) >= KILLED) {
            return hub.invoke(kind, input);
        }
        End end = hub.invokeUntilKilled(kind, input, random.nextInt(kind.calls));
        kills += end instanceof End.Killed ? 1 : 0;
        return end;
    }

    private void assertNothingGotWorse(Map<SoakPlace, Map<String, Recovery>> before) {
        before.forEach(
                (place, was) -> members.get(place.where.account()).oracle().assertNothingGotWorse(was));
        oracles.writes().assertAllowed(before);
    }

    /** Takes messages to the drift function. SQS delivers those of a process that ended once more. */
    void deliver(SqsBatch batch) {
        messages += batch.messages().size();
        Map<SoakPlace, Map<String, Recovery>> before = batch.messages().stream()
                .map(SoakInvocations::account)
                .distinct()
                .map(members::get)
                .collect(
                        Collectors.toMap(Member::place, member -> member.place().recoveries()));
        Set<String> failed = switch (invoke(Kind.DRIFT, batch.event())) {
            case End.Answered(Map<?, ?> answer) -> batch.settle(new Outcome.Answered(Json.write(answer)));
            case End.Failed(InvocationFailedException why) ->
                throw new AssertionError("a batch never fails whole", why);
            case End.Killed _ -> batch.settle(new Outcome.Crashed(1));
        };
        assertNothingGotWorse(before);
        oracles.mail()
                .again(batch.messages().stream()
                        .filter(message -> unsettled.remove(event(message).get("id")))
                        .map(SoakInvocations::table)
                        .collect(Collectors.toSet()));
        read();
        batch.messages().stream()
                .filter(message -> failed.contains(message.id()))
                .forEach(message -> {
                    unsettled.add(event(message).get("id"));
                    oracles.mail().interrupted(table(message));
                });
    }

    /** A reaction that the ledger did not take in whole is told again. */
    private void watchLog(String line) {
        if (line.startsWith("{\"message\"")) {
            DriftView view = JsonRecords.read(DriftView.class, line.strip());
            if (view.table() != null && view.ledgerFailure() != null) {
                unrecorded.add(view.table().arn());
            }
        }
    }

    private static String table(QueueMessage message) {
        Map<?, ?> event = event(message);
        Map<?, ?> detail = (Map<?, ?>) Objects.requireNonNull(event.get("detail"));
        Map<?, ?> parameters = (Map<?, ?>) Objects.requireNonNull(detail.get("requestParameters"));
        Object arn = parameters.get("resourceArn");
        return arn != null
                ? arn.toString()
                : "arn:aws:dynamodb:%s:%s:table/%s"
                        .formatted(event.get("region"), event.get("account"), parameters.get("tableName"));
    }

    /** Returns the account that an event is of. */
    static String account(QueueMessage message) {
        return String.valueOf(event(message).get("account"));
    }

    private static Map<?, ?> event(QueueMessage message) {
        return (Map<?, ?>) Objects.requireNonNull(Json.parse(message.body()));
    }
}
