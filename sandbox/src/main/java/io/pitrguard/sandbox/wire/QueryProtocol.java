package io.pitrguard.sandbox.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.util.Map;

/**
 * AWS query protocol: a form in, XML out (Smithy, AWS query protocol).
 *
 * @param namespace of the XML
 */
public record QueryProtocol(String namespace) implements Protocol {

    private static final String CONTENT_TYPE = "text/xml";
    // What a map consists of, each with a key and a value.
    private static final String ENTRY = "entry";

    @Override
    public Input read(Bytes body) {
        ObjectNode members = Json.object();
        for (String pair : body.text().split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                members.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return new Input(members);
    }

    @Override
    public Reply.Answer answer(String operation, ObjectNode output, String requestId) {
        StringBuilder xml = open(operation + "Response");
        if (!output.isEmpty()) {
            xml.append('<').append(operation).append("Result>");
            members(output, xml);
            xml.append("</").append(operation).append("Result>");
        }
        element("ResponseMetadata", "<RequestId>" + requestId + "</RequestId>", xml);
        return close(operation + "Response", xml, 200);
    }

    @Override
    public Reply.Answer refuse(ServiceError error, String requestId) {
        StringBuilder xml = open("ErrorResponse").append("<Error>");
        element("Type", error.server() ? "Receiver" : "Sender", xml);
        element("Code", error.code(), xml);
        element("Message", escape(error.text()), xml);
        xml.append("</Error>");
        element("RequestId", requestId, xml);
        return close("ErrorResponse", xml, error.status());
    }

    @Override
    public Reply.Answer malformed() {
        return new Reply.Answer(200, CONTENT_TYPE, Bytes.of("<PublishResponse><PublishResu"));
    }

    private StringBuilder open(String root) {
        return new StringBuilder(512)
                .append('<')
                .append(root)
                .append(" xmlns=\"")
                .append(namespace)
                .append("\">");
    }

    private static Reply.Answer close(String root, StringBuilder xml, int status) {
        xml.append("</").append(root).append('>');
        return new Reply.Answer(status, CONTENT_TYPE, Bytes.of(xml.toString()));
    }

    private static void members(ObjectNode output, StringBuilder xml) {
        for (Map.Entry<String, JsonNode> member : output.properties()) {
            if (member.getKey().equals(ENTRY) && member.getValue() instanceof ArrayNode entries) {
                entries.forEach(entry -> element(ENTRY, content(entry), xml));
            } else {
                element(member.getKey(), content(member.getValue()), xml);
            }
        }
    }

    private static String content(JsonNode value) {
        StringBuilder xml = new StringBuilder();
        switch (value) {
            case ObjectNode structure -> members(structure, xml);
            case ArrayNode list -> list.forEach(element -> element("member", content(element), xml));
            default -> xml.append(escape(value.asText()));
        }
        return xml.toString();
    }

    private static void element(String name, String content, StringBuilder xml) {
        xml.append('<').append(name).append('>').append(content);
        xml.append("</").append(name).append('>');
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, UTF_8);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
