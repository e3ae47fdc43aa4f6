package io.pitrguard.sandbox.calls;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whose a client of the SDK is: that of who builds it, on whatever threads it is used later.
 *
 * @param name the class that builds it
 */
public record ClientOwner(Kind kind, String name) {
    private static final String HANDLER = "com.amazonaws.services.lambda.runtime.RequestStreamHandler";
    private static final String COMMAND_LINE = "io.pitrguard.cli.Main";
    private static final String OURS = "io.pitrguard.";
    private static final String THIS_PACKAGE = ClientOwner.class.getPackageName() + ".";

    /** What an owner is. */
    public enum Kind {
        /** A function, as Lambda starts it. */
        FUNCTION,
        /** The command line, which calls with a person's permissions. */
        PERSON,
        /** A test, of an adapter for example. */
        TEST,
        /** None of these: nobody knows whose permissions its calls take. */
        UNKNOWN
    }

    /** Gives the owner of the client that is being built on this thread: the innermost that is one. */
    static ClientOwner onThisStack() {
        List<? extends Class<?>> ours = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.<Class<?>>map(StackWalker.StackFrame::getDeclaringClass)
                        .filter(type -> type.getName().startsWith(OURS))
                        .filter(type -> !type.getName().startsWith(THIS_PACKAGE))
                        .distinct()
                        .toList());
        return ours.stream()
                .flatMap(type -> kind(type).map(kind -> new ClientOwner(kind, outermost(type))).stream())
                .findFirst()
                .orElseGet(() -> new ClientOwner(
                        Kind.UNKNOWN, ours.stream().map(Class::getName).collect(Collectors.joining(" < "))));
    }

    private static Optional<Kind> kind(Class<?> type) {
        if (isHandler(type) && !Modifier.isAbstract(type.getModifiers())) {
            return Optional.of(Kind.FUNCTION);
        }
        if (type.getName().equals(COMMAND_LINE)) {
            return Optional.of(Kind.PERSON);
        }
        String from = type.getProtectionDomain().getCodeSource().getLocation().getPath();
        return from.endsWith("/test-classes/") || from.endsWith("-tests.jar")
                ? Optional.of(Kind.TEST)
                : Optional.empty();
    }

    private static boolean isHandler(@Nullable Class<?> type) {
        return type != null
                && (Arrays.stream(type.getInterfaces())
                                .anyMatch(each -> each.getName().equals(HANDLER))
                        || isHandler(type.getSuperclass()));
    }

    private static String outermost(Class<?> type) {
        return type.getName().replaceAll("\\$.*", "");
    }
}
