// The claims with their segments as the page's script reads them: JSON in which nothing can end a script element. **Here, and in no other place of the
// page but the names of parties and files, texts of claims are written**: what is to be masked is masked here.
#pragma once

#include <functional>
#include <string_view>

#include "engine/report/html/kept_claims.hpp"

namespace engine::report::html {

/// {"rules":[[id,name,title,help,codes]],"files":[path],"claims":[{"f":file,"i","g","s":control numbers,"n":claim number in the file (0: outside of
/// claims),"id":CLM01,"p":payer,"b":provider,"ch":cents as text or null,"ok":accepted,"L":lines,"S":[[segment number,loop,text]],"so":segments left
/// out,"F":[[rule,severity 0 to 2,line,day,message,[segment,begin,length] or null,[more such]]],"fo":findings left out}]}. Places count UTF-16
/// units, as JavaScript does. Comes in parts, so that it is never in memory as a whole.
/// `mask`: names, ids, birth dates and addresses are hidden; in messages they are already.
void write_shown_claims(KeptClaims const& kept, bool mask, std::function<void(std::string_view)> const& write);

} // namespace engine::report::html
