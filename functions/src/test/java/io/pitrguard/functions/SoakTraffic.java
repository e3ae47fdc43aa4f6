package io.pitrguard.functions;

import io.pitrguard.sandbox.SandboxQueue;
import io.pitrguard.sandbox.lambda.EventSourceMapping;
import io.pitrguard.sandbox.lambda.SqsBatch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/** EventBridge and SQS deliver at least once, in any order; what CloudTrail loses is left to the sweep. */
final class SoakTraffic {
    private final SandboxQueue queue;
    private final InstantSource time;
    private final Random random;
    private final List<Held> held = new ArrayList<>();

    /** An event that arrives later than those after it. */
    private record Held(Instant until, String event) {}

    SoakTraffic(SandboxQueue queue, InstantSource time, Random random) {
        this.queue = queue;
        this.time = time;
        this.random = random;
    }

    /** Sends an event on its way: one in fifty gets lost, one in ten comes twice, and some take minutes. */
    void send(CallEvent call) {
        String event = call.json();
        for (int copies = random.nextInt(50) == 0 ? 0 : random.nextInt(10) == 0 ? 2 : 1; copies > 0; copies--) {
            held.add(new Held(time.instant().plus(Duration.ofMinutes(Math.max(0, random.nextInt(15) - 10))), event));
        }
    }

    /** Puts into the queue what is due. */
    void arrive() {
        arrive(time.instant());
    }

    /** Puts everything into the queue. */
    void arriveAll() {
        arrive(Instant.MAX);
    }

    private void arrive(Instant now) {
        held.stream().filter(one -> !one.until().isAfter(now)).forEach(one -> queue.send(one.event()));
        held.removeIf(one -> !one.until().isAfter(now));
    }

    /** Takes what is visible to a function, in batches of any size. */
    void deliver(Consumer<SqsBatch> function) {
        EventSourceMapping mapping = new EventSourceMapping(queue, 1 + random.nextInt(10));
        for (Optional<SqsBatch> batch = mapping.poll(); batch.isPresent(); batch = mapping.poll()) {
            function.accept(batch.get());
        }
    }
}
