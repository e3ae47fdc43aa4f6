package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.wire.Bytes;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import io.pitrguard.sandbox.wire.Protocol;
import io.pitrguard.sandbox.wire.Request;
import io.pitrguard.sandbox.wire.RestJsonProtocol;
import io.pitrguard.sandbox.wire.ServiceError;
import java.util.Map;

/** Lambda (API version 2015-03-31): event source mappings of DynamoDB streams. It has no functions, so any may be named. */
public final class Lambda implements Service {

    /** The member that holds the id of the path. */
    static final String UUID = "UUID";

    /** The member that holds the ARN of the path. */
    static final String RESOURCE = "Resource";

    private static final ErrorCodes ERRORS = new ErrorCodes(
            "lambda",
            new ErrorCodes.Code("TooManyRequestsException", 429),
            new ErrorCodes.Code("AccessDeniedException", 403),
            new ErrorCodes.Code("ExpiredTokenException", 403),
            new ErrorCodes.Code("ServiceException", 500),
            new ErrorCodes.Code("InvalidParameterValueException", 400),
            new ErrorCodes.Code("ResourceNotFoundException", 404));

    private static final String MAPPINGS = "/2015-03-31/event-source-mappings";
    private static final String TAGS = "/2017-03-31/tags/";

    private final Protocol protocol = new RestJsonProtocol();

    @Override
    public String id() {
        return "lambda";
    }

    @Override
    public Protocol protocol() {
        return protocol;
    }

    @Override
    public String operation(Request request) {
        RestPath path = RestPath.of(request);
        if (!path.after(TAGS).isEmpty()) {
            return Map.of("GET", "ListTags", "POST", "TagResource").getOrDefault(request.method(), path.path());
        }
        boolean one = !path.after(MAPPINGS + '/').isEmpty();
        if (!one && !path.path().replaceFirst("/$", "").equals(MAPPINGS)) {
            return path.path();
        }
        return switch (request.method() + (one ? " one" : " all")) {
            case "GET all" -> "ListEventSourceMappings";
            case "POST all" -> "CreateEventSourceMapping";
            case "GET one" -> "GetEventSourceMapping";
            case "PUT one" -> "UpdateEventSourceMapping";
            case "DELETE one" -> "DeleteEventSourceMapping";
            default -> path.path();
        };
    }

    /** Adds what path and query name to what the body holds. */
    @Override
    public Input input(Request request) {
        Bytes body = request.body();
        ObjectNode members =
                body.content().length == 0 ? Json.object() : protocol.read(body).members();
        RestPath path = RestPath.of(request);
        path.query().forEach(members::put);
        String id = path.after(MAPPINGS + '/');
        if (!id.isEmpty()) {
            members.put(UUID, id);
        }
        String resource = path.after(TAGS);
        if (!resource.isEmpty()) {
            members.put(RESOURCE, resource);
        }
        return new Input(members);
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of(
                "ListEventSourceMappings", ListMappingsOperation::list,
                "CreateEventSourceMapping", MappingOperations::create,
                "GetEventSourceMapping", MappingOperations::get,
                "UpdateEventSourceMapping", MappingOperations::update,
                "DeleteEventSourceMapping", MappingOperations::delete,
                "ListTags", MappingOperations::tags,
                "TagResource", MappingOperations::tag);
    }

    @Override
    public ServiceError refusal(Effect effect, Target target) {
        return ERRORS.refusal(effect, target, target.account().location().eventSourceMapping("*"));
    }
}
