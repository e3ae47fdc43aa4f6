package io.pitrguard.functions;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.pitrguard.config.Settings;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.sandbox.SandboxQueue;
import io.pitrguard.sandbox.state.QueueSettings;
import io.pitrguard.wiring.AwsClients;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The functions of a hub, each in a process that stays warm. */
final class SoakHub implements AutoCloseable {
    private static final Duration VISIBILITY = Duration.ofMinutes(6);

    final HubTestBed bed = new HubTestBed(options -> options.withStaleReads(0));
    final SandboxQueue dead = bed.aws.sandbox().queues().create("pitr-guard-drift-dlq");
    final SandboxQueue queue = bed.aws
            .sandbox()
            .queues()
            .create(
                    "pitr-guard-drift",
                    QueueSettings.defaults()
                            .withVisibilityTimeout(VISIBILITY)
                            .withRedrive(new QueueSettings.Redrive(dead.arn(), 5)));
    private final AwsClients clients = bed.aws.functionClients();
    private final Map<Kind, RequestStreamHandler> warm = new EnumMap<>(Kind.class);

    /** A function, the time that an invocation of it has, and how many calls to AWS a typical one makes. */
    enum Kind {
        PLAN(PlanFunction::new, Duration.ofMinutes(15), 60),
        // Half of it is for reading: a place takes several calls.
        PLACE(PlaceFunction::new, Duration.ofSeconds(40), 1000),
        SUMMARY(SummaryFunction::new, Duration.ofMinutes(15), 300),
        DRIFT(DriftFunction::new, Duration.ofMinutes(1), 20);

        private final Function<Deployment, RequestStreamHandler> maker;
        private final Duration left;
        final int calls;

        Kind(Function<Deployment, RequestStreamHandler> maker, Duration left, int calls) {
            this.maker = maker;
            this.left = left;
            this.calls = calls;
        }
    }

    /** How an invocation ended. */
    sealed interface End {
        /** With an answer. */
        record Answered(Map<?, ?> answer) implements End {}

        /** With an exception, which names the function's error. */
        record Failed(InvocationFailedException why) implements End {}

        /** Its process was killed. */
        record Killed() implements End {}
    }

    SoakHub() {
        bed.drift = new Settings.DriftSettings(Optional.of(queue.url()), Duration.ofMinutes(5));
        bed.functionClients = () -> clients;
    }

    /** Ends all processes, as a deployment does. */
    void deploy(Policy policy) {
        bed.policy = policy;
        warm.clear();
    }

    /** Invokes a function in its warm process. */
    End invoke(Kind kind, String input) {
        return run(kind, deployment -> warm.computeIfAbsent(kind, _ -> kind.maker.apply(deployment)), input);
    }

    /** Invokes a function in a new process, which is killed after so many calls to AWS if it does not end before. */
    End invokeUntilKilled(Kind kind, String input, int calls) {
        try (AwsClients mortal = bed.aws.clients(new Lifetime(calls)::limit)) {
            bed.functionClients = () -> mortal;
            return run(kind, kind.maker, input);
        } catch (Throwable end) {
            Lifetime.assertOver(end);
            return new End.Killed();
        } finally {
            bed.functionClients = () -> clients;
        }
    }

    private End run(Kind kind, Function<Deployment, RequestStreamHandler> function, String input) {
        bed.left = kind.left;
        try {
            return new End.Answered(bed.invoke(function, input));
        } catch (InvocationFailedException failed) {
            return new End.Failed(failed);
        }
    }

    @Override
    public void close() {
        clients.close();
        bed.close();
    }
}
