#include "clients/load/arrival_schedule.hh"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace load {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;
using Times = std::vector<nanoseconds>;

Times first(int count, ArrivalSchedule schedule) {
  Times times;
  for (int i = 0; i < count; ++i) {
    times.push_back(schedule.next());
    schedule.advance();
  }
  return times;
}

TEST(ArrivalSchedule, SpacesConstantArrivalsEvenly) {
  const ArrivalSchedule schedule(1000, Arrivals::kConstant);
  EXPECT_EQ(first(4, schedule), (Times{milliseconds(0), milliseconds(1),
                                       milliseconds(2), milliseconds(3)}));
}

// A third of a second is no whole number of nanoseconds: rounded each for
// itself, not added up.
TEST(ArrivalSchedule, DoesNotAddUpItsRounding) {
  const ArrivalSchedule schedule(3, Arrivals::kConstant);
  const Times times = first(300'001, schedule);
  EXPECT_EQ(times[1], nanoseconds(333'333'333));
  EXPECT_EQ(times[2], nanoseconds(666'666'667));
  EXPECT_EQ(times[3], seconds(1));
  EXPECT_EQ(times[300'000], seconds(100'000));
}

TEST(ArrivalSchedule, DealsConstantArrivalsOutToThreadsExactly) {
  const Times all = first(12, ArrivalSchedule(7, Arrivals::kConstant));
  for (const std::uint64_t threads : {1u, 2u, 3u, 4u}) {
    Times dealt;
    for (std::uint64_t i = 0; i < threads; ++i) {
      const Times part =
          first(static_cast<int>(12 / threads),
                ArrivalSchedule(7, Arrivals::kConstant, {}, {i, threads}));
      dealt.insert(dealt.end(), part.begin(), part.end());
    }
    std::sort(dealt.begin(), dealt.end());
    EXPECT_EQ(dealt, all) << threads << " threads";
  }
}

// At 100 a second after a ramp of 2 s: 25 * t * t messages are due after t
// seconds of it, 100 at its end, and from there on one every 10 ms.
TEST(ArrivalSchedule, LetsTheRateGrowEvenly) {
  const ArrivalSchedule schedule(100, Arrivals::kConstant, seconds(2));
  const Times times = first(202, schedule);
  EXPECT_EQ(times[0], seconds(0));
  EXPECT_EQ(times[1], milliseconds(200));
  EXPECT_EQ(times[4], milliseconds(400));
  EXPECT_EQ(times[25], seconds(1));
  EXPECT_EQ(times[100], seconds(2));
  EXPECT_EQ(times[101], milliseconds(2010));
  EXPECT_EQ(times[201], milliseconds(3010));
}

TEST(ArrivalSchedule, DrawsPoissonGapsOfTheRateAsked) {
  // The seed is fixed, and so is the outcome. The count of a second has the
  // mean 1000 and the deviation 32, the gaps as large a deviation as mean.
  const Times times = first(100'000, ArrivalSchedule(1000, Arrivals::kPoisson));
  const double seconds_taken =
      std::chrono::duration<double>(times.back()).count();
  EXPECT_NEAR(seconds_taken, 100, 4 * 0.32);
  double squares = 0;
  for (std::size_t i = 1; i < times.size(); ++i) {
    ASSERT_GE(times[i], times[i - 1]);
    const double gap_ms =
        static_cast<double>((times[i] - times[i - 1]).count()) / 1e6;
    squares += (gap_ms - 1) * (gap_ms - 1);
  }
  EXPECT_NEAR(std::sqrt(squares / 99'999), 1, 0.05);
}

// Of the gaps of a Poisson process, 1/e are longer than the mean.
TEST(ArrivalSchedule, DrawsGapsThatAreExponential) {
  const Times times = first(100'000, ArrivalSchedule(1000, Arrivals::kPoisson));
  int longer = 0;
  for (std::size_t i = 1; i < times.size(); ++i) {
    longer += times[i] - times[i - 1] > milliseconds(1) ? 1 : 0;
  }
  EXPECT_NEAR(longer / 99'999.0, std::exp(-1), 0.01);
}

TEST(ArrivalSchedule, GivesEachThreadItsOwnPartOfAPoissonProcess) {
  const auto of_thread = [](std::uint64_t index) {
    return first(50'000,
                 ArrivalSchedule(1000, Arrivals::kPoisson, {}, {index, 2}));
  };
  const Times one = of_thread(0);
  const Times other = of_thread(1);
  EXPECT_NE(one, other);
  for (const Times& times : {one, other}) {  // 500 a second each
    EXPECT_NEAR(std::chrono::duration<double>(times.back()).count(), 100, 2);
  }
}

TEST(ArrivalSchedule, PlansTheSameInEveryRun) {
  EXPECT_EQ(first(100, ArrivalSchedule(10, Arrivals::kPoisson)),
            first(100, ArrivalSchedule(10, Arrivals::kPoisson)));
}

TEST(Share, DealsOutAllThereIs) {
  for (const std::uint64_t total : {0u, 1u, 2u, 3u, 1001u}) {
    for (const std::uint64_t count : {1u, 2u, 3u, 7u}) {
      std::uint64_t sum = 0;
      for (std::uint64_t i = 0; i < count; ++i) {
        sum += Share{i, count}.of(total);
      }
      EXPECT_EQ(sum, total) << count << " threads";
    }
  }
  EXPECT_EQ((Share{0, 3}.of(4)), 2u);
  EXPECT_EQ((Share{1, 3}.of(4)), 1u);
}

}  // namespace
}  // namespace load
