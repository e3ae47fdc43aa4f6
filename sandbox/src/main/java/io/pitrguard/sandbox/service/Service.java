package io.pitrguard.sandbox.service;

import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.JsonProtocol;
import io.pitrguard.sandbox.wire.Protocol;
import io.pitrguard.sandbox.wire.QueryCompatibleProtocol;
import io.pitrguard.sandbox.wire.QueryProtocol;
import io.pitrguard.sandbox.wire.Request;
import io.pitrguard.sandbox.wire.RestJsonProtocol;
import io.pitrguard.sandbox.wire.RestXmlProtocol;
import io.pitrguard.sandbox.wire.ServiceError;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An AWS service that the sandbox speaks. */
public interface Service {

    /** Returns what requests name it by: the prefix of the target, or for the query and REST protocols the name it is signed for. */
    String id();

    /** Returns how it writes. */
    Protocol protocol();

    /** Returns the operation that a request names; empty when it names none. */
    default String operation(Request request) {
        return request.operation();
    }

    /** Reads the members of a request; by default all are in its body. */
    default Input input(Request request) {
        return protocol().read(request.body());
    }

    /** Returns what it can do, by the name of the operation. */
    Map<String, Operation> operations();

    /** Returns the refusal that an effect stands for; never asked for an effect that does not refuse. */
    ServiceError refusal(Effect effect, Target target);

    /** Returns the answer to an operation that the sandbox does not have. */
    default ServiceError unknown(String operation) {
        String code = switch (protocol()) {
            case JsonProtocol json -> "UnknownOperationException";
            case QueryCompatibleProtocol json -> "UnknownOperationException";
            case QueryProtocol query -> "InvalidAction";
            case RestJsonProtocol json -> "UnknownOperationException";
            case RestXmlProtocol xml -> "NotImplemented";
        };
        return ServiceError.client(code, "the sandbox has no operation '" + operation + "' of " + id());
    }

    /** Returns whether CloudTrail reports an operation as one that changes tables or backups. */
    default boolean isManagementWrite(String operation) {
        return false;
    }

    /** Returns the name of the table that a request is about; null when it is about none. */
    default @Nullable String table(Input input) {
        return null;
    }

    /**
     * What a refused call was about.
     *
     * @param table the name; null for a call on no table
     */
    record Target(String operation, @Nullable String table, Account account) {}
}
