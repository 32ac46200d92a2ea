package uk.childpathways.administration;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** One tab of a browser: opens a page and sends its form with the hidden fields that stood in it. */
public final class BrowserlessForms {

    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");

    private final TestRestTemplate login;
    private final List<String> cookies = new ArrayList<>();
    private final Map<String, String> hidden = new LinkedHashMap<>();

    public BrowserlessForms(TestRestTemplate login) {
        this.login = login;
    }

    public String open(String address) {
        return read(login.exchange(address, HttpMethod.GET, new HttpEntity<>(headers(null)), String.class))
                .getBody();
    }

    /** Opens the page of the same address, or the list of people, and sends the form at once. */
    ResponseEntity<String> post(String address, Map<String, String> fields) {
        open(address);
        return send(address, fields);
    }

    /** Sends the form of the page that is open. */
    public ResponseEntity<String> send(String address, Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>(hidden);
        all.putAll(fields);
        StringBuilder body = new StringBuilder();
        all.forEach((name, value) -> body.append(body.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return read(login.exchange(
                address,
                HttpMethod.POST,
                new HttpEntity<>(body.toString(), headers(MediaType.APPLICATION_FORM_URLENCODED)),
                String.class));
    }

    ResponseEntity<String> upload(String address, String file) {
        open(address);
        MultiValueMap<String, Object> parts = new LinkedMultiValueMap<>();
        parts.add("_csrf", hidden.get("_csrf"));
        parts.add("file", new ByteArrayResource(file.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public String getFilename() {
                return "people.csv";
            }
        });
        return read(login.exchange(
                address,
                HttpMethod.POST,
                new HttpEntity<>(parts, headers(MediaType.MULTIPART_FORM_DATA)),
                String.class));
    }

    private HttpHeaders headers(MediaType type) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(type);
        if (!cookies.isEmpty()) {
            headers.add(HttpHeaders.COOKIE, String.join("; ", cookies));
        }
        return headers;
    }

    private ResponseEntity<String> read(ResponseEntity<String> answer) {
        for (String cookie : answer.getHeaders().getOrDefault(HttpHeaders.SET_COOKIE, List.of())) {
            String pair = cookie.split(";")[0];
            cookies.removeIf(known -> known.startsWith(pair.substring(0, pair.indexOf('=') + 1)));
            cookies.add(pair);
        }
        if (answer.getBody() != null) {
            hidden.keySet().retainAll(List.of("_csrf"));
            Matcher field = HIDDEN.matcher(answer.getBody());
            while (field.find()) {
                hidden.put(field.group(1), field.group(2));
            }
        }
        return answer;
    }
}
