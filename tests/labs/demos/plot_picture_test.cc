#include "labs/demos/command/plot_picture.hh"

#include <gtest/gtest.h>

namespace {

using demos::Panel;

const demos::Plot kPlot{
    .x = "value", .y = "times", .style = "impulses", .settings = {}};
const std::string kOutput =
    "begins\nplot saved 0 1\nplot other 1 2.5\nplot saved 1 0\nplotted\n";

TEST(PlotPicture, TakesTheLinesOfEachSeries) {
  const Panel panel = demos::panel_of("a panel", kOutput);
  EXPECT_EQ(panel.label, "a panel");
  ASSERT_EQ(panel.series.size(), 2);
  EXPECT_EQ(panel.series.at("saved"), "0 1\n1 0\n");
  EXPECT_EQ(panel.series.at("other"), "1 2.5\n");
  EXPECT_EQ(demos::without_plot(kOutput), "begins\nplotted\n");
}

TEST(PlotPicture, IsDrawnInAllForms) {
  const std::vector<Panel> panels{demos::panel_of("it's <one>", kOutput),
                                  demos::panel_of("two", kOutput)};
  const std::string text = demos::text_of(kPlot, panels);
  EXPECT_NE(text.find("it's <one>"), text.npos) << text;
  EXPECT_LT(text.find("it's <one>"), text.find(" two\n")) << text;
  EXPECT_TRUE(demos::picture_of(kPlot, panels, ".png").starts_with("\x89PNG"));
  const std::string svg = demos::picture_of(kPlot, panels, ".svg");
  EXPECT_NE(svg.find("<svg"), svg.npos);
  EXPECT_NE(svg.find("&lt;one"), svg.npos) << svg;
}

}  // namespace
