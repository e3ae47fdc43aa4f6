package io.pitrguard.cli;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Ends a command right after a call to AWS took effect, as if the process were killed; the SDK adds it to all clients. */
public final class KillSwitch implements ExecutionInterceptor {
    private static int left = -1;

    /** What ends the command: nothing catches it. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Kills after this many calls. */
    static synchronized void after(int calls) {
        left = calls;
    }

    /** Kills no longer; returns whether it has killed since it was set. */
    static synchronized boolean disarm() {
        boolean killed = left == 0;
        left = -1;
        return killed;
    }

    private static synchronized boolean due() {
        if (left <= 0) {
            return false;
        }
        left--;
        return left == 0;
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        if (due()) {
            throw new Killed();
        }
    }
}
