package io.pitrguard.sandbox;

import io.pitrguard.sandbox.fault.Faults;
import io.pitrguard.sandbox.service.Service;
import io.pitrguard.sandbox.service.Services;
import io.pitrguard.sandbox.traffic.Calls;
import io.pitrguard.sandbox.traffic.Failure;
import io.pitrguard.sandbox.traffic.TrailEvents;
import io.pitrguard.sandbox.wire.Reply;
import io.pitrguard.sandbox.wire.Request;
import io.pitrguard.sandbox.wire.Scope;
import io.pitrguard.sandbox.wire.ServiceError;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Finds the service that a request is for, executes the request, and records the outcome. */
record Dispatcher(
        Services services,
        Regions regions,
        Faults faults,
        Calls calls,
        TrailEvents trailEvents,
        Queue<Failure> failures) {

    Reply dispatch(Request request, String requestId) {
        Service service = service(request);
        RequestExecution execution = new RequestExecution(service, request, requestId, this);
        try {
            Reply reply = execution.reply();
            execution.note(status(reply), error(reply));
            return reply;
        } catch (ServiceError refusal) {
            return refuse(execution, refusal);
        } catch (RuntimeException failure) {
            failures.add(new Failure(request.operation(), failure));
            return refuse(execution, new ServiceError("InternalServerError", "the sandbox failed: " + failure, 500));
        }
    }

    private static Reply refuse(RequestExecution execution, ServiceError error) {
        execution.note(error.status(), error.code());
        return execution.refuse(error);
    }

    private Service service(Request request) {
        String prefix = request.targetPrefix();
        return prefix != null ? services.byTarget(prefix) : services.bySigningName(signingName(request));
    }

    private static @Nullable String signingName(Request request) {
        try {
            Scope scope = Scope.parse(request.authorization());
            return scope == null ? null : scope.service();
        } catch (ServiceError unreadable) {
            // The execution reads the header again and refuses it.
            return null;
        }
    }

    private static @Nullable String error(Reply reply) {
        return switch (reply) {
            case Reply.Answer _ -> null;
            case Reply.Dropped _ -> "ConnectionDropped";
            case Reply.NotHttp _ -> "NotHttp";
        };
    }

    private static int status(Reply reply) {
        return reply instanceof Reply.Answer answer ? answer.status() : 0;
    }
}
