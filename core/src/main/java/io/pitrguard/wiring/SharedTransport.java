package io.pitrguard.wiring;

import io.pitrguard.aws.AnswerCheckingHttpClient;
import io.pitrguard.aws.AwsClock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * What all clients of a process share.
 *
 * @param machine the machine's clock
 * @param timeouts otherwise each client starts, and keeps, up to five threads for its timeouts
 */
record SharedTransport(InstantSource machine, AwsClock clock, SdkHttpClient http, ScheduledThreadPoolExecutor timeouts)
        implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(4);
    // A thread that nothing needs for the time of a call ends.
    private static final Duration IDLE = Duration.ofSeconds(9);

    static {
        // The JDK's client keeps five idle connections per host, and silently retries a POST.
        System.setProperty("http.maxConnections", "64");
        System.setProperty("sun.net.http.retryPost", "false");
        // It also keeps the user and password of HTTPS_PROXY to itself, which curl and the AWS CLI send.
        if (System.getProperty("jdk.http.auth.tunneling.disabledSchemes") == null) {
            System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
        }
    }

    /** Opens them on this clock of the machine. */
    static SharedTransport open(InstantSource machine) {
        Connections connections = new Connections(
                EnvironmentProxies.of(System.getenv(), System.getProperty("http.nonProxyHosts", "")),
                CONNECT_TIMEOUT,
                ANSWER_TIMEOUT);
        return new SharedTransport(
                machine,
                new AwsClock(machine),
                new AnswerCheckingHttpClient(UrlConnectionHttpClient.create(connections::open)),
                timer());
    }

    @Override
    public void close() {
        http.close();
        timeouts.shutdownNow();
    }

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("aws-timeouts").factory());
        executor.setRemoveOnCancelPolicy(true);
        executor.setKeepAliveTime(IDLE.toSeconds(), TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }
}
