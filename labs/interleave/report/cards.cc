#include "labs/interleave/report/cards.hh"

#include <algorithm>
#include <cctype>
#include <set>
#include <string_view>

#include "labs/interleave/report/card_stories.hh"
#include "labs/interleave/report/locks_held.hh"
#include "labs/interleave/report/plain_text.hh"

namespace interleave {

namespace {

constexpr std::size_t kLeastWidth = 40;
constexpr std::size_t kMostBeneath = 5;
constexpr std::size_t kMostInTitle = 4;  // threads by name

std::string names_of(const TraceDocument& document,
                     const std::vector<unsigned>& threads) {
  std::vector<std::string> names;
  for (const unsigned thread : threads)
    names.push_back(document.threads.at(thread).name);
  return enumerated(names);
}

std::string on(const std::string& object) {
  // Where a block comes from is told in the story.
  const std::string name = object.substr(0, object.find(','));
  return name.empty() ? "" : " on " + name;
}

std::string deadlock_title(const TraceDocument& document,
                           const TraceFinding& finding) {
  const std::size_t size = finding.threads.size();
  if (size == 0) return "DEADLOCK: nobody can go on";
  const std::string names = names_of(document, finding.threads);
  if (!finding.cycle && size > kMostInTitle)
    return "DEADLOCK: " + std::to_string(size) + " threads can never go on";
  if (!finding.cycle || size == 1)
    return "DEADLOCK: " + names + " can never go on";
  if (size == 2) return "DEADLOCK: " + names + " wait for each other";
  return "DEADLOCK: " + std::to_string(size) + " threads wait in a circle";
}

// A shell takes these for themselves.
bool is_plain(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
         std::string_view("_-./:=,+@%").find(c) != std::string_view::npos;
}

std::string quoted(const std::string& word) {
  if (!word.empty() && std::all_of(word.begin(), word.end(), is_plain))
    return word;
  std::string text = "'";
  for (const char c : word) text += c == '\'' ? "'\\''" : std::string(1, c);
  return text + "'";
}

class Card {
 public:
  Card(const TraceDocument& document, const TextStyle& style)
      : document_(document),
        style_(style),
        drawing_(drawing_of(style)),
        width_(std::max<std::size_t>(style.width, kLeastWidth)) {}

  std::string draw() {
    const bool passed = verdict_of(document_) == Verdict::kNone;
    for (const std::string& line : wrapped(card_title(document_), width_))
      put(inked(line, passed ? Ink::kBold : Ink::kRed, style_));
    put(repeated(drawing_.heavy, width_));
    if (passed)
      say(document_.ending);
    else
      story();
    beneath();
    put("");
    how_found();
    footer(passed);
    return std::move(text_);
  }

 private:
  void put(const std::string& line) { text_ += line + "\n"; }

  void say(const std::string& text, std::size_t indent = 0) {
    const std::string blanks(indent, ' ');
    if (!text.empty()) text_ += paragraph(text, width_, blanks, blanks);
  }

  void story() {
    for (const Paragraph& part :
         story_of(document_, document_.findings.front())) {
      if (!part.verbatim) {
        say(part.text, part.indent);
        continue;
      }
      put(std::string(part.indent, ' ') +
          inked(cut(part.text, width_ - part.indent, drawing_.ellipsis),
                Ink::kBold, style_));
    }
  }

  // A line may have several accesses to one variable: told once.
  std::vector<std::string> other_findings() const {
    std::vector<std::string> sentences;
    std::set<std::string> told;
    for (const TraceFinding& finding : document_.findings) {
      if (!told.insert(what_and_where(finding)).second) continue;
      if (&finding != &document_.findings.front())
        sentences.push_back(in_one_sentence(document_, finding));
    }
    return sentences;
  }

  std::string what_and_where(const TraceFinding& finding) const {
    std::set<std::string> places;
    for (const std::uint32_t number : finding.steps)
      places.insert(show_place(document_, document_.steps[number].place));
    std::string text(name_of(finding.verdict));
    text += " " + finding.object;
    for (const std::string& place : places) text += " " + place;
    return text;
  }

  void beneath() {
    const std::vector<std::string> others = other_findings();
    if (others.empty()) return;
    put("");
    put("Beneath it:");
    for (std::size_t i = 0; i < std::min(others.size(), kMostBeneath); ++i)
      text_ += paragraph(others[i], width_, "  - ", "    ");
    if (others.size() > kMostBeneath)
      say("and " + std::to_string(others.size() - kMostBeneath) + " more", 2);
  }

  // A race is in the program, whatever the schedule.
  std::string how_it_passes() const {
    const Verdict verdict = verdict_of(document_);
    const bool asserts = verdict == Verdict::kAssertion;
    const bool race = std::any_of(
        document_.findings.begin(), document_.findings.end(),
        [&](const TraceFinding& one) {
          return is_potential(one.verdict) && one.verdict != verdict;
        });
    return std::string(asserts ? "the assertion holds" : "it goes well") +
           (race ? " (a replay may still report what is beneath it)" : "");
  }

  void how_found() {
    say(document_.found);
    if (!document_.coverage.empty()) say("tried: " + document_.coverage);
  }

  void footer(bool passed) {
    if (!document_.token.empty())
      put("replay:    " + replay_command(document_, document_.token));
    if (document_.no_return) {
      put("passes:    " +
          replay_command(document_, document_.no_return->token));
      text_ += paragraph("the same schedule until step " +
                             std::to_string(document_.no_return->step) +
                             ", and then " + how_it_passes(),
                         width_, "           ", "           ");
    }
    if (!passed) put("read more: " + handout_of(verdict_of(document_)));
  }

  const TraceDocument& document_;
  const TextStyle& style_;
  const Drawing& drawing_;
  std::size_t width_;
  std::string text_;
};

}  // namespace

std::string card(const TraceDocument& document, const TextStyle& style) {
  return Card(document, style).draw();
}

std::string card_title(const TraceDocument& document) {
  if (document.findings.empty()) return "NO FAILURE in this schedule";
  const TraceFinding& finding = document.findings.front();
  const std::string object = on(finding.object);
  switch (finding.verdict) {
    case Verdict::kNone:
      return "NO FAILURE in this schedule";
    case Verdict::kAssertion:
      return "ASSERTION FAILED: " + finding.detail;
    case Verdict::kCrash:
      return "CRASH";
    case Verdict::kMemoryError:
      return "MEMORY ERROR" + object;
    case Verdict::kExitStatus:
      return "FAILED: " + finding.detail;
    case Verdict::kDataRace:
      return "DATA RACE" + object;
    case Verdict::kDeadlock:
      return deadlock_title(document, finding);
    case Verdict::kLostWakeup:
      return "LOST WAKE-UP" + object;
    case Verdict::kLivelock:
      return "LIVELOCK: " + names_of(document, finding.threads) +
             (finding.threads.size() == 1 ? " runs on and on"
                                          : " run on and on");
    case Verdict::kLockOrder:
      return "LOCK ORDER: a deadlock in waiting";
    case Verdict::kMisuse:
      return "MISUSE" + object;
    case Verdict::kUncontrolledHang:
      return "HANG where the explorer cannot see";
    case Verdict::kNondeterminism:
      return "NOT DETERMINISTIC: the same schedule went differently";
  }
  return {};
}

std::string in_one_sentence(const TraceDocument& document,
                            const TraceFinding& finding) {
  std::string text(name_of(finding.verdict));
  std::replace(text.begin(), text.end(), '_', ' ');
  if (!finding.object.empty()) text += " on " + finding.object;
  if (!finding.detail.empty()) text += ": " + finding.detail;
  std::vector<std::string> places;
  for (const std::uint32_t number : finding.steps) {
    const TraceStep& step = document.steps.at(number);
    places.push_back(show_place(document, step.place) + " in step " +
                     std::to_string(number));
  }
  if (!places.empty()) text += " (" + enumerated(places) + ")";
  return text;
}

std::string replay_command(const TraceDocument& document,
                           const std::string& token) {
  std::string command = "interleave replay";
  for (const TraceClient& client : document.clients)
    command += " --client " + quoted(client.path);
  command += " " + quoted(token) + " " + quoted(document.program);
  for (const std::string& argument : document.arguments)
    command += " " + quoted(argument);
  return command;
}

std::string handout_of(Verdict verdict) {
  return "handouts/interleave/" + std::string(name_of(verdict)) + ".md";
}

}  // namespace interleave
