package io.pitrguard.cli;

import io.pitrguard.config.Settings;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.sandbox.Sandbox;
import io.pitrguard.sandbox.SandboxClock;
import io.pitrguard.sandbox.SandboxOptions;
import io.pitrguard.sandbox.SandboxQueue;
import io.pitrguard.sandbox.lambda.EventSourceMapping;
import io.pitrguard.sandbox.state.Published;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The emulated AWS account of the demo, with pitr-guard deployed: its ledger, queue and topic. */
final class DemoAccount implements AutoCloseable {
    static final String LEDGER = "pitr-guard-ledger";

    private final SandboxClock clock;
    private final DemoTime time;
    private final Sandbox sandbox;
    private final SandboxQueue queue;
    private final Settings settings;
    private int shownMails;

    DemoAccount(Instant start, Policy policy) {
        clock = SandboxClock.at(start);
        time = new DemoTime(clock);
        sandbox = Sandbox.start(SandboxOptions.defaults().withClock(clock));
        SandboxAccess.use(sandbox);
        CommandEnvironment.forDemo();
        sandbox.tables().create(LEDGER).keys("pk", "sk").enabled(35).deletionProtection(true);
        queue = sandbox.queues().create("pitr-guard-drift");
        String topic = sandbox.topics().create("pitr-guard-alerts");
        sandbox.topics().subscribe(topic, "email", "ops@example.com");
        sandbox.topics().confirm(topic, "ops@example.com");
        settings = Settings.read(
                Map.of(
                        Settings.TOPIC_ARN, topic,
                        Settings.LEDGER_TABLE, LEDGER,
                        Settings.DRIFT_QUEUE_URL, queue.url()),
                policy);
    }

    Sandbox sandbox() {
        return sandbox;
    }

    /** Sets the clock. */
    void at(Instant moment) {
        clock.set(moment);
    }

    /** Invokes a function and returns its answer. */
    String invoke(LocalFunction function, String event) {
        AccountRegion where = new AccountRegion("aws", sandbox.account(), sandbox.region());
        PrintWriter noLog = new PrintWriter(Writer.nullWriter());
        PrintStream noMetrics = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        try {
            return InvokeCommand.run(
                    () -> function.wire(settings, time),
                    event.getBytes(StandardCharsets.UTF_8),
                    new LocalContext(function.toString(), where, noLog, time),
                    noMetrics);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Queues an event, as EventBridge does, and delivers it to the drift function, as Lambda does. */
    void deliver(String event) {
        queue.send(event);
        new EventSourceMapping(queue, 10).deliver(batch -> invoke(LocalFunction.DRIFT, batch));
    }

    /** Returns the mails sent since the last call. */
    List<Published> newMails() {
        List<Published> all = sandbox.topics().published();
        List<Published> sent = new ArrayList<>(all.subList(shownMails, all.size()));
        shownMails = all.size();
        return sent;
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
