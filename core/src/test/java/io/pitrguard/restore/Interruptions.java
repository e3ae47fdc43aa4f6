package io.pitrguard.restore;

import io.pitrguard.domain.backup.BackupReply;
import io.pitrguard.domain.export.ExportReply;
import io.pitrguard.domain.restore.RestoreReply;
import io.pitrguard.domain.settings.Reading;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableSettings;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Disturbs one call of all that go through the ports that it wraps. */
public final class Interruptions {
    /** What happens to that call. */
    public enum Kind {
        /** The process is killed before the call. */
        KILLED_BEFORE,
        /** The process is killed after the call took effect. */
        KILLED_AFTER,
        /** The call does not take effect and fails. */
        LOST,
        /** The call takes effect and its answer is lost. */
        ANSWER_LOST,
        /** Somebody else acts right before the call. */
        OVERTAKEN
    }

    /** The process was killed. */
    public static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Stands for each call. */
    public static final int EACH = -1;

    private static final Cause CAUSE = new Cause(Cause.Kind.BROKEN, "The connection was lost.");

    private final Kind kind;
    private final int at;
    private final Runnable other;
    private int calls;

    /**
     * Disturbs a call.
     *
     * @param at which, from 1; 0: none; {@link #EACH}
     * @param other what somebody else does
     */
    public Interruptions(Kind kind, int at, Runnable other) {
        this.kind = kind;
        this.at = at;
        this.other = other;
    }

    /** Returns how many calls there were. */
    public int calls() {
        return calls;
    }

    /** Returns a port whose calls count. */
    public <T> T wrap(Class<T> port, T inner) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(),
                new Class<?>[] {port},
                (_, method, arguments) -> call(inner, method, arguments)));
    }

    private Object call(Object inner, Method method, Object[] arguments) throws Throwable {
        calls++;
        boolean now = calls == at || at == EACH;
        if (now && kind == Kind.KILLED_BEFORE) {
            throw new Killed();
        }
        if (now && kind == Kind.LOST) {
            return failure(method, arguments);
        }
        if (now && kind == Kind.OVERTAKEN) {
            other.run();
        }
        Object answer;
        try {
            answer = method.invoke(inner, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
        if (now && kind == Kind.KILLED_AFTER) {
            throw new Killed();
        }
        return now && kind == Kind.ANSWER_LOST ? failure(method, arguments) : answer;
    }

    private static Object failure(Method method, Object[] arguments) {
        Class<?> type = method.getReturnType();
        if (type == Result.class) {
            return new Result.Failure<>(CAUSE);
        }
        if (type == RecoveryState.class) {
            return new RecoveryState.Unreadable(CAUSE);
        }
        if (type == RestoreReply.class) {
            return new RestoreReply.Unknown(CAUSE);
        }
        if (type == ExportReply.class) {
            return new ExportReply.Unknown(CAUSE);
        }
        if (type == BackupReply.class) {
            return new BackupReply.Unknown(CAUSE);
        }
        if (type == Optional.class) {
            return Optional.of(CAUSE);
        }
        if (type == TableSettings.Readiness.class) {
            return new TableSettings.Readiness.Unreadable(CAUSE);
        }
        if (type == TableSettings.Reply.class) {
            return new TableSettings.Reply.Failed(CAUSE);
        }
        if (type == Map.class) {
            return ((Set<?>) arguments[1])
                    .stream().collect(Collectors.toMap(each -> each, _ -> new Reading.Unreadable(CAUSE)));
        }
        throw new AssertionError("No failure is known for " + method);
    }
}
