package io.pitrguard.wiring;

import io.pitrguard.aws.AwsErrors;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The credentials of a role, for all clients of an account. AWS forgets a session when its role is deleted, also where one
 * of the same name follows: then the role is assumed again, and the call that noticed is made once more.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_manage_delete.html
 */
final class RoleSession implements AwsCredentialsProvider {
    /** AWS answers the same in a region that is not enabled, where a session after the other would not help. */
    private static final Duration NEW = Duration.ofMinutes(1);

    private final Supplier<AwsCredentialsProvider> role;
    private final InstantSource clock;
    private final AtomicReference<Assumed> current;

    private record Assumed(AwsCredentialsProvider credentials, Instant since) {}

    /**
     * Creates a session, which begins with the first call.
     *
     * @param role returns new credentials of the role each time
     */
    RoleSession(Supplier<AwsCredentialsProvider> role, InstantSource clock) {
        this.role = role;
        this.clock = clock;
        this.current = new AtomicReference<>(assume());
    }

    @Override
    public AwsCredentials resolveCredentials() {
        return current.get().credentials().resolveCredentials();
    }

    /** Returns a client with these credentials whose calls survive the end of the session. */
    <C> C lasting(C client) {
        // The SDK signs each try of a call with the same credentials: only another call gets new ones.
        @SuppressWarnings("unchecked")
        C lasting = (C) Proxy.newProxyInstance(
                client.getClass().getClassLoader(),
                client.getClass().getInterfaces(),
                (_, method, arguments) -> call(client, method, arguments));
        return lasting;
    }

    private Object call(Object client, Method method, Object[] arguments) throws Throwable {
        Assumed assumed = current.get();
        try {
            return invoke(client, method, arguments);
        } catch (SdkException refused) {
            if (AwsErrors.isUnknownSession(refused) && replaced(assumed)) {
                return invoke(client, method, arguments);
            }
            throw refused;
        }
    }

    private static Object invoke(Object client, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(client, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getTargetException();
        }
    }

    /** Whether another session is there now, by this call or by one that noticed before. */
    private boolean replaced(Assumed assumed) {
        if (!current.get().equals(assumed)) {
            return true;
        }
        if (Duration.between(assumed.since(), clock.instant()).compareTo(NEW) < 0) {
            return false;
        }
        current.compareAndSet(assumed, assume());
        return true;
    }

    private Assumed assume() {
        return new Assumed(role.get(), clock.instant());
    }
}
