package io.pitrguard.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import io.pitrguard.sandbox.service.Operation;
import io.pitrguard.sandbox.service.Service;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.traffic.Call;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import io.pitrguard.sandbox.wire.Reply;
import io.pitrguard.sandbox.wire.Request;
import io.pitrguard.sandbox.wire.Scope;
import io.pitrguard.sandbox.wire.ServiceError;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Executes one request: requires a signature, applies the rate limit and faults, and calls the operation. */
final class RequestExecution {

    private final Service service;
    private final Request request;
    private final String requestId;
    private final Dispatcher sandbox;
    private final String operation;
    private @Nullable String table;
    private @Nullable String caller;

    RequestExecution(Service service, Request request, String requestId, Dispatcher sandbox) {
        this.service = service;
        this.request = request;
        this.requestId = requestId;
        this.sandbox = sandbox;
        this.operation = service.operation(request);
    }

    Reply reply() {
        Scope scope = Scope.parse(request.authorization());
        if (scope == null) {
            throw ServiceError.client("MissingAuthenticationTokenException", "Request is missing Authentication Token");
        }
        Operation performer = service.operations().get(operation);
        if (performer == null) {
            throw service.unknown(operation);
        }
        Input input = service.input(request);
        table = service.table(input);
        Account account = sandbox.regions().of(scope);
        caller = account.location().account();
        // What AWS answers where a region is not enabled for the account, too.
        if (sandbox.regions().organization().isEnded(scope.accessKey())
                || !sandbox.regions().enabled(account.location())) {
            throw service.protocol().invalidToken();
        }
        requireWithinLimit(account);
        Fault fault = sandbox.faults().next(operation, table, account.location().account());
        if (fault == null) {
            return answer(perform(performer, input, account));
        }
        if (fault.late()) {
            perform(performer, input, account);
        }
        return under(fault, performer, input, account);
    }

    Reply refuse(ServiceError error) {
        return service.protocol().refuse(error, requestId);
    }

    void note(int status, @Nullable String error) {
        sandbox.calls()
                .add(new Call(caller, operation, table, sandbox.regions().home().now(), status, error));
    }

    private ObjectNode perform(Operation performer, Input input, Account account) {
        ObjectNode output = performer.perform(input, account);
        if (service.isManagementWrite(operation)) {
            sandbox.trailEvents().add(trailEvent(input, account).json());
        }
        return output;
    }

    private TrailEvent trailEvent(Input input, Account account) {
        Scope scope = Scope.parse(request.authorization());
        return new TrailEvent(
                operation,
                input.members(),
                account.location(),
                account.now(),
                requestId,
                Objects.requireNonNullElse(request.header("User-Agent"), "unknown"),
                scope == null ? Optional.empty() : account.organization().session(scope.accessKey()));
    }

    private Reply answer(ObjectNode output) {
        return service.protocol().answer(operation, output, requestId);
    }

    private void requireWithinLimit(Account account) {
        if (!account.limits().allow(operation, account.now())) {
            throw service.refusal(Effect.THROTTLED, target(account));
        }
    }

    private Reply under(Fault fault, Operation performer, Input input, Account account) {
        return switch (fault.effect()) {
            case CONNECTION_DROPPED -> new Reply.Dropped();
            case NOT_HTTP -> new Reply.NotHttp();
            case MALFORMED -> service.protocol().malformed();
            case EMPTY -> answer(Json.object());
            case IGNORED -> {
                try (Account rehearsal = account.copy()) {
                    yield answer(performer.perform(input, rehearsal));
                }
            }
            case SLOW -> {
                Pause.of(fault.delay());
                yield answer(perform(performer, input, account));
            }
            case THROTTLED,
                    THROTTLED_PROVISIONED,
                    REQUEST_LIMIT,
                    DENIED,
                    DENIED_BY_CONTROL_POLICY,
                    EXPIRED_TOKEN,
                    SERVER_ERROR,
                    UNAVAILABLE,
                    GONE,
                    NOT_YET,
                    INACCESSIBLE_KEY,
                    VALIDATION -> throw service.refusal(fault.effect(), target(account));
        };
    }

    private Service.Target target(Account account) {
        return new Service.Target(operation, table, account);
    }
}
