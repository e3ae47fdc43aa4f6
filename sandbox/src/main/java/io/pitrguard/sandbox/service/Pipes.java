package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import io.pitrguard.sandbox.wire.Protocol;
import io.pitrguard.sandbox.wire.Request;
import io.pitrguard.sandbox.wire.RestJsonProtocol;
import io.pitrguard.sandbox.wire.ServiceError;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** EventBridge Pipes (API version 2015-10-07): pipes are kept and deliver nothing. */
public final class Pipes implements Service {

    private static final ErrorCodes ERRORS = new ErrorCodes(
            "pipes",
            new ErrorCodes.Code("ThrottlingException", 429),
            new ErrorCodes.Code("AccessDeniedException", 403),
            new ErrorCodes.Code("ExpiredTokenException", 403),
            new ErrorCodes.Code("InternalException", 500),
            new ErrorCodes.Code("ValidationException", 400),
            new ErrorCodes.Code("NotFoundException", 404));

    private static final String PATH = "/v1/pipes";
    private static final Pattern PREFIX = Pattern.compile("[?&]SourcePrefix=([^&]*)");
    private static final String NAME = "Name";
    private static final String SOURCE = "Source";

    private final Protocol protocol = new RestJsonProtocol();

    // By the ARN: names are unique in an account and region.
    private final Map<String, String> sources = new ConcurrentSkipListMap<>();

    @Override
    public String id() {
        return "pipes";
    }

    @Override
    public Protocol protocol() {
        return protocol;
    }

    @Override
    public String operation(Request request) {
        if (request.path().startsWith(PATH + "/") && request.method().equals("POST")) {
            return "CreatePipe";
        }
        return request.path().replaceFirst("\\?.*", "").equals(PATH) ? "ListPipes" : request.path();
    }

    /** The name and the prefix are in the path. */
    @Override
    public Input input(Request request) {
        ObjectNode members = request.method().equals("POST")
                ? protocol.read(request.body()).members().deepCopy()
                : Json.object();
        if (request.path().startsWith(PATH + "/")) {
            members.put(NAME, decoded(request.path().substring(PATH.length() + 1)));
        }
        Matcher prefix = PREFIX.matcher(request.path());
        if (prefix.find()) {
            members.put("SourcePrefix", decoded(prefix.group(1)));
        }
        return new Input(members);
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of("CreatePipe", this::create, "ListPipes", this::list);
    }

    @Override
    public ServiceError refusal(Effect effect, Target target) {
        return ERRORS.refusal(effect, target, "*");
    }

    private ObjectNode create(Input input, Account account) {
        String arn = prefix(account) + input.text(NAME).orElse("");
        if (sources.putIfAbsent(arn, input.text(SOURCE).orElse("")) != null) {
            throw new ServiceError("ConflictException", "Pipe " + arn + " already exists.", 409);
        }
        return Json.object().put("Arn", arn).put("CurrentState", "RUNNING");
    }

    private ObjectNode list(Input input, Account account) {
        String wanted = input.text("SourcePrefix").orElse("");
        ObjectNode answer = Json.object();
        ArrayNode pipes = answer.putArray("Pipes");
        sources.forEach((arn, source) -> {
            if (arn.startsWith(prefix(account)) && source.startsWith(wanted)) {
                pipes.addObject()
                        .put(NAME, arn.substring(prefix(account).length()))
                        .put("Arn", arn)
                        .put(SOURCE, source)
                        .put("CurrentState", "RUNNING");
            }
        });
        return answer;
    }

    private static String prefix(Account account) {
        return "arn:%s:pipes:%s:%s:pipe/"
                .formatted(
                        account.location().partition(),
                        account.location().region(),
                        account.location().account());
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
