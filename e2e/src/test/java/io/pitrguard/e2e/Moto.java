package io.pitrguard.e2e;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Returns a test class moto, empty at its start or at the start of each test; all classes of a JVM share one server. */
final class Moto implements BeforeAllCallback, BeforeEachCallback, TestWatcher {
    static final String REGION = "eu-west-1";

    private final boolean emptyForEach;
    private MotoServer server;

    private Moto(boolean emptyForEach) {
        this.emptyForEach = emptyForEach;
    }

    static Moto emptyForEachTest() {
        return new Moto(true);
    }

    static Moto emptyForTheClass() {
        return new Moto(false);
    }

    URI endpoint() {
        return server.endpoint();
    }

    /** Returns what the server wrote. */
    Path log() {
        return server.log();
    }

    AwsCli aws() {
        return AwsCli.at(endpoint(), REGION);
    }

    PitrGuard pitrGuard() {
        return PitrGuard.at(endpoint(), REGION);
    }

    /** From now on moto checks signatures and IAM policies, or no longer does. */
    void checkPermissions(boolean check) {
        server.checkPermissions(check);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Tools.needed("moto_server", "aws", "python3").beforeAll(context);
        server = context.getStore(
                        ExtensionContext.StoreScope.LAUNCHER_SESSION, ExtensionContext.Namespace.create(Moto.class))
                .getOrComputeIfAbsent(MotoServer.class, key -> MotoServer.start(), MotoServer.class);
        server.reset();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (emptyForEach) {
            server.reset();
        }
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        System.out.printf(
                "%s failed; the end of %s:%n%s%n", context.getDisplayName(), server.log(), server.lastLines());
    }
}
